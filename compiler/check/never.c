/*
 * never.c - async_wait_for around a callee that is seen and cannot suspend: the time is never up
 * before it is done.
 */
#include "checker.h"

typedef struct NeverWalk {
    const Checker *c;
    const bool *suspends; /* by Function.index */
    bool found;           /* something that suspends */
} NeverWalk;

/* Awaits of functions that are seen and cannot suspend do not suspend either. */
static void find_suspension(void *context, const Expr *expr)
{
    NeverWalk *w = context;
    const Start *start = expr->start;

    if (expr->kind != EXPR_AWAIT && expr->kind != EXPR_YIELD && expr->kind != EXPR_YIELD_FROM)
        return;
    const Function *callee = start && start->kind == START_CALL ? start->call->function : NULL;
    w->found |= expr->kind != EXPR_AWAIT || !callee || w->suspends[callee->index];
}

static void find_block(void *context, const Stmt *stmt, const Stmt *parent)
{
    NeverWalk *w = context;

    (void)parent;
    w->found |= stmt->suspends && (stmt->kind == STMT_ASYNC_FOR || stmt->kind == STMT_ASYNC_GROUP ||
                                   stmt->kind == STMT_ASYNC_TIMEOUT);
}

/* By Function.index: whether it can suspend. What is recursive and nothing else cannot. */
static const bool *find_suspending(const Checker *c)
{
    size_t count = c->unit->functions.len;
    bool *suspends = ARENA_ARRAY(c->arena, bool, count + 1);
    bool changed = true;

    while (changed) {
        changed = false;
        for (size_t i = 0; i < count; i++) {
            NeverWalk w = {c, suspends, false};
            Visitor visitor = {find_block, find_suspension, &w};
            if (suspends[i]) continue;
            walk_stmt(&visitor, c->unit->functions.at[i]->block, NULL);
            changed |= suspends[i] = w.found;
        }
    }
    return suspends;
}

static void check_wait_for(void *context, const Expr *expr)
{
    NeverWalk *w = context;
    const Start *start = expr->start;

    if (expr->kind != EXPR_AWAIT || start->kind != START_FORM || start->form != FORM_WAIT_FOR)
        return;
    start = start->inner;
    while (start && start->kind == START_ASSIGN) start = start->inner;
    if (!start || start->kind != START_CALL || !start->call->function) return;
    const Function *callee = start->call->function;
    if (callee->colour != COLOUR_ASYNC || w->suspends[callee->index]) return;
    diag_at(w->c->diags, &w->c->unit->source, DIAG_WARNING, "wait-for-never", expr->start->span,
            "'%.*s' cannot suspend: this never times out", STR_ARG(callee->name));
    diag_note(w->c->diags, &w->c->unit->source,
              (Span){callee->name_at, callee->name_at + (uint32_t)callee->name.len},
              "no await in it can wait");
}

void check_wait_fors(const Checker *c)
{
    NeverWalk w = {c, find_suspending(c), false};
    Visitor visitor = {NULL, check_wait_for, &w};

    for (size_t i = 0; i < c->unit->functions.len; i++)
        walk_stmt(&visitor, c->unit->functions.at[i]->block, NULL);
}
