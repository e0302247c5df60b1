#include "generator.h"
#include "await.h"
#include "defers.h"
#include "joint.h"

/* ------------------------------------------------------------------ steps of generators */

/* source: await async_next(g), async_throw(g, code), async_close(g). becomes: an operation */
Operand generator_step(Lower *l, Start *start, const char *name, Local *caught)
{
    Operand operand[2] = {0};

    spill_operands(l, start->argument, start->arguments, operand);
    Await *await = await_caught_operation(l, name, start, caught);
    for (uint32_t i = 0; i < start->arguments; i++) {
        if (i) text_words(l, &await->arguments, ", ");
        text_append(l, &await->arguments, &operand[i].text);
    }
    await->result = start->type;
    await_append(l, await);
    return await_result(l, await);
}

/* source: await async_send(g, v). becomes: t = v; an operation that is given &t */
Operand generator_send(Lower *l, Start *start, Local *caught)
{
    Operand operand[2];

    spill_operands(l, start->argument, 2, operand);
    Local *value = temporary(l, start->argument[1]->type, "sent");
    code_set(l, value, operand[1].text, true);
    Await *await = await_caught_operation(l, "async_generator_send", start, caught);
    text_append(l, &await->arguments, &operand[0].text);
    text_words(l, &await->arguments, ", &");
    text_local(l, &await->arguments, value, ACCESS_ADDRESS);
    text_words(l, &await->arguments, ", sizeof ");
    text_local(l, &await->arguments, value, ACCESS_UNEVALUATED);
    await->result = start->type;
    await_append(l, await);
    return await_result(l, await);
}

Await *await_generator(Lower *l, const char *name, const char *awaited, Local *handle, Span at)
{
    Await *await = await_own_operation(l, name, awaited, at);

    text_local(l, &await->arguments, handle, ACCESS_READ);
    await->result = type_words(l->arena, "bool", TYPE_SCALAR, 1);
    await_append(l, await);
    return await;
}

/* ------------------------------------------------------------------ yield */

static void check_yield(Lower *l, Span at)
{
    if (l->branch)
        diag_at(l->diags, &l->unit->source, DIAG_ERROR, NULL, at,
                "a yield in a start expression that runs on its own");
}

/* What is delegated to yields by itself: nothing could stand around that. */
static void check_delegation(Lower *l, Span at)
{
    check_yield(l, at);
    for (const Region *region = l->region; region; region = region->outer)
        if (region->object)
            diag_at(l->diags, &l->unit->source, DIAG_ERROR, NULL, at,
                    "'yield_from' inside async_timeout or async_group (hint: async_for over it, and "
                    "yield what it gives)");
}

/* async_scope_detach(&object.scope) */
static void scope_call(Lower *l, Text *text, const char *function, Local *object, const char *more)
{
    text_words(l, text, "%s(&", function);
    text_local(l, text, object, ACCESS_ADDRESS);
    text_words(l, text, ".scope%s)", more);
}

static void detach_scopes(Lower *l)
{
    for (const Region *region = l->region; region; region = region->outer) {
        Text text = {0};
        if (!region->object) continue;
        scope_call(l, &text, "async_scope_detach", region->object, "");
        text_words(l, &text, ";");
        code_text(l, text);
    }
}

/* The outer ones first. One that has expired meanwhile is raised there, whatever the yield gave. */
static void attach_scopes(Lower *l, const Region *region)
{
    Text condition = {0}, status = {0};

    if (!region) return;
    attach_scopes(l, region->outer);
    if (!region->object) return;
    const char *cx = arena_printf(l->arena, ", %.*s", STR_ARG(l->routine->cx)).at;
    scope_call(l, &condition, "async_scope_attach", region->object, cx);
    text_words(l, &status, "ASYNC_ECANCELED");
    await_cancel_if(l, condition, status);
}

/* No try catches async_close: caught == ASYNC_CLOSING is raised again. */
static void pass_closing_on(Lower *l, Local *caught)
{
    Text condition = {0}, status = {0};

    text_local(l, &condition, caught, ACCESS_READ);
    text_words(l, &condition, " == ASYNC_CLOSING");
    text_local(l, &status, caught, ACCESS_READ);
    await_cancel_if(l, condition, status);
}

/* source: yield_from g(x). becomes: a suspension that hands the consumer on to g */
static Operand delegate(Lower *l, Start *start, Local *caught)
{
    Await *await = await_prepare_call(l, start->call, start->span, caught);

    check_delegation(l, start->span);
    if (await->kind == AWAIT_POOLED && !type_is_void(await->result)) {
        await->dest = temporary(l, await->result, "t");
        code_set(l, await->dest, (Text){0}, true);
    }
    await->kind = await->kind == AWAIT_POOLED ? AWAIT_DELEGATE_POOLED : AWAIT_DELEGATE;
    l->routine->delegates = true;
    await_append(l, await);
    if (caught) pass_closing_on(l, caught);
    return await_result(l, await);
}

/*
 * source:  x = yield e
 * becomes: a suspension that hands e out, and what was sent in. async_timeout and async_group blocks
 *          around it are detached from whoever runs the generator, and attached to who resumes it
 */
static Operand yield_value(Lower *l, Expr *expr, Local *caught)
{
    const Function *function = l->routine->function;
    Operand operand = {.type = expr->type, .stability = STABLE_TURN};
    Code *code = code_new(l, CODE_YIELD);

    check_yield(l, expr->span);
    if (expr->kids) code->yield.value = spill_value(l, expr->kid[0]).text;
    code->yield.at = expr->span;
    code->yield.unwind = caught ? leave_unwind_canceled(l) : leave_unwind(l);
    code->yield.caught = caught;
    detach_scopes(l);
    code_append(l, code);
    attach_scopes(l, l->region);
    if (!type_is_void(function->receives))
        text_words(l, &operand.text, "ASYNC_SENT(%.*s)", STR_ARG(l->routine->self));
    return operand;
}

/* source: async_try(x = yield e). becomes: the yield, its status in t */
Operand generator_yield_of(Lower *l, Expr *expr, Local *caught)
{
    if (expr->kind == EXPR_YIELD_FROM) return delegate(l, expr->start, caught);
    return yield_value(l, expr, caught);
}

Operand await_yield(Lower *l, Expr *expr) { return generator_yield_of(l, expr, NULL); }
