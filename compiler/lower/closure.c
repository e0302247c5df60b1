#include "closure.h"
#include "await.h"
#include "joint.h"

void branch_takes(Lower *l, Await *branch, Span span)
{
    Function *function = l->routine->function;

    for (size_t i = 0; i < function->locals.len; i++)
        if (span_has(span, function->locals.at[i]->declared)) function->locals.at[i]->branch = branch;
}

/* ------------------------------------------------------------------ the function */

/* `self` where it stands in a plain function; in another's text, a name clear of theirs. */
static Str frame_word(Lower *l, const Await *within)
{
    bool plain = l->routine->function->colour == COLOUR_PLAIN;
    unsigned depth = plain ? 0 : 1;

    for (within = await_owner(within); within; within = await_owner(within->within)) depth++;
    if (!depth) return l->routine->self;
    Str word = names_clear(l->names, STR("item"));
    return depth > 1 ? arena_printf(l->arena, "%.*s_%u", STR_ARG(word), depth) : word;
}

static Await *closure_new(Lower *l, Span at, const char *what)
{
    Await *closure = ARENA_NEW(l->arena, Await);
    Str wanted = arena_printf(l->arena, "%.*s__%s", STR_ARG(l->routine->function->name), what);

    *closure = (Await){.kind = AWAIT_BRANCH, .is_closure = true, .at = at, .scope = l->scope,
                       .within = l->branch, .self = frame_word(l, l->branch),
                       .label = names_fresh_coroutine(l->names, wanted),
                       .awaited = source_text(&l->unit->source, at)};
    return closure;
}

/* The function's body: P, run on a frame of its own. */
static void lower_body(Lower *l, Await *closure, Start *start)
{
    Region *region = l->region;
    Await *outer = l->branch;
    Span full = l->full;
    uint32_t depth = l->depth;
    CodeList *before;

    branch_takes(l, closure, start->span);
    l->branch = closure;
    l->region = NULL;
    l->depth = 0;
    closure->body = sequence_open(l, &before);
    await_discard(l, start, NULL);
    sequence_close(l, before);
    l->depth = depth;
    l->full = full;
    l->region = region;
    l->branch = outer;
}

/* Where it stands; it is called by its name. */
static void place(Lower *l, Await *closure)
{
    Code *mark = code_new(l, CODE_START);

    VEC_PUSH(l->arena, &l->routine->closures, closure);
    mark->await = closure;
    code_append(l, mark);
}

/* ------------------------------------------------------------------ the forms */

Operand closure_run(Lower *l, Expr *expr)
{
    Await *closure = closure_new(l, expr->span, "run");
    Operand operand = {.type = expr->type, .stability = STABLE_NOT, .effects = true};

    lower_body(l, closure, expr->start->inner);
    place(l, closure);
    text_words(l, &operand.text, "async_run(");
    text_frame(l, &operand.text, closure);
    text_words(l, &operand.text, ")");
    return operand;
}

/* The operation that calls P's function for each of `given`, behind the form's plain operands. */
static Operand for_each(Lower *l, Start *start, Local *caught, Await *closure, const char *cast)
{
    Operand operand[2] = {0};

    spill_operands(l, start->argument, start->arguments, operand);
    closure->given = start->local;
    start->local->is_kept = true;
    start->local->branch = closure;
    lower_body(l, closure, start->inner);
    place(l, closure);
    Str name = source_text(&l->unit->source, start->name);
    Await *await = await_caught_operation(l, arena_printf(l->arena, "%.*s", STR_ARG(name)).at, start, caught);
    for (uint32_t i = 0; i < start->arguments; i++) {
        text_words(l, &await->arguments, "%s(", cast);
        text_append(l, &await->arguments, &operand[i].text);
        text_words(l, &await->arguments, "), ");
    }
    text_frame(l, &await->arguments, closure);
    await->result = start->type;
    await_append(l, await);
    return await_result(l, await);
}

Operand closure_map(Lower *l, Start *start, Local *caught)
{
    Await *item = closure_new(l, start->span, "map");

    item->given_type = "int64_t ";
    return for_each(l, start, caught, item, "(int64_t)");
}

Operand closure_serve(Lower *l, Start *start, Local *caught)
{
    Await *handler = closure_new(l, start->span, "serve");

    handler->given_type = "struct async_stream *";
    return for_each(l, start, caught, handler, "");
}
