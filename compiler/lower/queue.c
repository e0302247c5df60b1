#include "queue.h"
#include "joint.h"

/* The queue, good after the suspension too. */
static void steady_queue(Lower *l, Operand *queue, const Type *type)
{
    queue->type = type;
    if (queue->stability != STABLE_ALWAYS) spill_save(l, queue);
}

static void wait_for_promise(Lower *l, Start *start, const char *operation, const char *awaited,
                             const Operand *queue, Local *caught)
{
    Await *await = await_own_operation(l, operation, awaited, start->span);

    await->caught = caught;
    text_append(l, &await->arguments, &queue->text);
    await_append(l, await);
}

/* `async__queue_take(q, &item);`, unless the wait for it ended otherwise */
static void redeem(Lower *l, const char *call, const Operand *queue, Local *item, Access access,
                   Local *caught)
{
    Text text = {0};

    if (caught) {
        text_words(l, &text, "if (!");
        text_local(l, &text, caught, ACCESS_READ);
        text_words(l, &text, ") ");
    }
    text_words(l, &text, "%s(", call);
    text_append(l, &text, &queue->text);
    text_words(l, &text, ", &");
    text_local(l, &text, item, access);
    text_words(l, &text, ");");
    code_text(l, text);
}

/* source: await async_get(q). becomes: a wait for the promise of an item; t; take it into t */
Operand queue_get(Lower *l, Start *start, Local *caught)
{
    Operand queue = spill_value(l, start->argument[0]);

    steady_queue(l, &queue, start->argument[0]->type);
    wait_for_promise(l, start, "async_queue_get", "async_get", &queue, caught);
    Local *item = temporary(l, start->type, "item");
    code_set(l, item, (Text){0}, true);
    redeem(l, "async__queue_take", &queue, item, caught ? ACCESS_UPDATE : ACCESS_WRITE, caught);
    Operand operand = {.type = start->type, .stability = STABLE_ALWAYS};
    text_local(l, &operand.text, item, ACCESS_READ);
    return operand;
}

/* source: await async_put(q, v). becomes: t = v; a wait for the promise of a place; put t there */
Operand queue_put(Lower *l, Start *start, Local *caught)
{
    const Type *type = start->argument[0]->type;
    Operand operand[2];

    spill_operands(l, start->argument, 2, operand);
    steady_queue(l, &operand[0], type);
    Local *item = temporary(l, type->element, "item");
    code_set(l, item, operand[1].text, true);
    wait_for_promise(l, start, "async_queue_put", "async_put", &operand[0], caught);
    redeem(l, "async__queue_add", &operand[0], item, ACCESS_READ, caught);
    return (Operand){.type = start->type, .stability = STABLE_ALWAYS};
}
