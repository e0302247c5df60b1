#include "closure.h"
#include "await.h"

static Await *closure_new(Lower *l, Expr *expr)
{
    Await *closure = ARENA_NEW(l->arena, Await);
    Str wanted = arena_printf(l->arena, "%.*s__run", STR_ARG(l->routine->function->name));

    *closure = (Await){.kind = AWAIT_BRANCH, .is_closure = true, .at = expr->span, .scope = l->scope,
                       .label = names_fresh(l->names, wanted),
                       .awaited = source_text(&l->unit->source, expr->span)};
    return closure;
}

/* The function's body: P, run on a frame of its own. */
static void lower_body(Lower *l, Await *closure, Start *start)
{
    Region *region = l->region;
    CodeList *before;

    l->branch = closure;
    l->region = NULL;
    closure->body = sequence_open(l, &before);
    await_start(l, start, NULL);
    sequence_close(l, before);
    l->region = region;
    l->branch = NULL;
}

Operand closure_run(Lower *l, Expr *expr)
{
    Await *closure = closure_new(l, expr);
    Operand operand = {.type = expr->type, .stability = STABLE_NOT, .effects = true};
    Code *mark = code_new(l, CODE_START);

    lower_body(l, closure, expr->start->inner);
    VEC_PUSH(l->arena, &l->routine->closures, closure);
    mark->await = closure;
    code_append(l, mark);
    text_words(l, &operand.text, "async_run(");
    text_frame(l, &operand.text, closure);
    text_words(l, &operand.text, ")");
    return operand;
}
