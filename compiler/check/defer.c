/*
 * defer.c - a deferred statement is not left by a jump, a return or a yield, stands in a block, and
 * is not jumped over into its scope.
 */
#include "checker.h"

/* A label, and the defers in whose scope it stands. */
typedef struct Target {
    Str name;
    Span span;
    const Stmt **defers;
    size_t count;
    const Stmt *deferred; /* the deferred statement that it is in, or NULL */
} Target;

typedef struct Jump {
    const Stmt *stmt;
    const Stmt **defers;
    size_t count;
    const Stmt *deferred;
} Jump;

/* What holds where the walk is. */
typedef struct DeferWalk {
    Checker *c;
    VEC(const Stmt *) active; /* defers that have been passed in the blocks around */
    VEC(Target) labels;
    VEC(Jump) gotos;
    const Stmt *deferred;    /* the deferred statement around, or NULL */
    size_t switch_active;    /* how many were active where the switch around began */
    bool in_loop, in_switch; /* inside `deferred` */
} DeferWalk;

static void walk(DeferWalk *w, const Stmt *stmt);

/* ------------------------------------------------------------------ what is known at a place */

static const Stmt **copy_active(DeferWalk *w)
{
    const Stmt **copy = ARENA_ARRAY(w->c->arena, const Stmt *, w->active.len + 1);

    for (size_t i = 0; i < w->active.len; i++) copy[i] = w->active.at[i];
    return copy;
}

static void error(DeferWalk *w, Span span, const char *message)
{
    diag_at(w->c->diags, &w->c->unit->source, DIAG_ERROR, NULL, span, "%s", message);
}

static void note_defer(DeferWalk *w, const Stmt *defer)
{
    diag_note(w->c->diags, &w->c->unit->source, defer->defer.word, "of this defer");
}

/* ------------------------------------------------------------------ inside a deferred statement */

static void forbid_yield(void *context, const Expr *expr)
{
    DeferWalk *w = context;

    if (expr->kind == EXPR_YIELD || expr->kind == EXPR_YIELD_FROM)
        error(w, expr->span, "a deferred statement may not yield");
}

static void forbid_jumps(DeferWalk *w, const Stmt *stmt)
{
    if (stmt->kind == STMT_RETURN)
        error(w, stmt->span, "a deferred statement may not be left by 'return'");
    if (stmt->kind == STMT_BREAK && !w->in_loop && !w->in_switch)
        error(w, stmt->span, "a deferred statement may not be left by 'break'");
    if (stmt->kind == STMT_CONTINUE && !w->in_loop)
        error(w, stmt->span, "a deferred statement may not be left by 'continue'");
}

/* ------------------------------------------------------------------ statements */

static void walk_defer(DeferWalk *w, const Stmt *stmt)
{
    DeferWalk outer = *w;
    Visitor yields = {.expr = forbid_yield, .context = w};

    if (!outer.deferred) walk_stmt(&yields, stmt->defer.body, stmt);
    w->deferred = stmt;
    w->in_loop = w->in_switch = false;
    walk(w, stmt->defer.body);
    w->deferred = outer.deferred;
    w->in_loop = outer.in_loop;
    w->in_switch = outer.in_switch;
    VEC_PUSH(w->c->arena, &w->active, stmt);
}

static void walk_block(DeferWalk *w, const Stmt *stmt)
{
    size_t active = w->active.len;

    for (uint32_t i = 0; i < stmt->compound.items; i++) walk(w, stmt->compound.item[i]);
    w->active.len = active;
}

/* The body of an if, a loop: a scope of its own; a bare defer there would run at once. */
static void walk_body(DeferWalk *w, const Stmt *body)
{
    size_t active = w->active.len;

    if (!body) return;
    if (body->kind == STMT_DEFER)
        error(w, body->defer.word,
              "a defer that is the whole body would run at once: it needs braces");
    walk(w, body);
    w->active.len = active;
}

static void walk_loop(DeferWalk *w, const Stmt *body)
{
    bool before = w->in_loop;

    w->in_loop = true;
    walk_body(w, body);
    w->in_loop = before;
}

static void walk_switch(DeferWalk *w, const Stmt *stmt)
{
    bool before = w->in_switch;
    size_t active = w->switch_active;

    w->in_switch = true;
    w->switch_active = w->active.len;
    walk_body(w, stmt->switch_.body);
    w->in_switch = before;
    w->switch_active = active;
}

static void walk_case(DeferWalk *w, const Stmt *stmt)
{
    if (w->active.len > w->switch_active) {
        error(w, stmt->case_.label, "this case jumps into the scope of a defer");
        note_defer(w, w->active.at[w->active.len - 1]);
    }
    if (stmt->case_.stmt) walk(w, stmt->case_.stmt);
}

static void walk_label(DeferWalk *w, const Stmt *stmt)
{
    Target label = {stmt->label.name, stmt->label.label, copy_active(w), w->active.len,
                    w->deferred};

    VEC_PUSH(w->c->arena, &w->labels, label);
    if (stmt->label.stmt) walk(w, stmt->label.stmt);
}

static void walk_goto(DeferWalk *w, const Stmt *stmt)
{
    Jump jump = {stmt, copy_active(w), w->active.len, w->deferred};

    VEC_PUSH(w->c->arena, &w->gotos, jump);
}

static void walk(DeferWalk *w, const Stmt *stmt)
{
    if (w->deferred) forbid_jumps(w, stmt);
    switch (stmt->kind) {
    case STMT_COMPOUND: walk_block(w, stmt); break;
    case STMT_IF:
        walk_body(w, stmt->if_.then);
        walk_body(w, stmt->if_.otherwise);
        break;
    case STMT_WHILE:
    case STMT_DO: walk_loop(w, stmt->loop.body); break;
    case STMT_FOR: walk_loop(w, stmt->for_.body); break;
    case STMT_SWITCH: walk_switch(w, stmt); break;
    case STMT_CASE: walk_case(w, stmt); break;
    case STMT_LABEL: walk_label(w, stmt); break;
    case STMT_GOTO: walk_goto(w, stmt); break;
    case STMT_DEFER: walk_defer(w, stmt); break;
    case STMT_ASYNC_FOR: walk_loop(w, stmt->async_for.body); break;
    case STMT_ASYNC_GROUP:
    case STMT_ASYNC_TIMEOUT: walk_loop(w, stmt->block.body); break;
    default: break;
    }
}

/* ------------------------------------------------------------------ gotos */

static bool holds(const Jump *jump, const Stmt *defer)
{
    for (size_t i = 0; i < jump->count; i++)
        if (jump->defers[i] == defer) return true;
    return false;
}

static void check_goto(DeferWalk *w, const Jump *jump, const Target *label)
{
    if (jump->deferred != label->deferred) {
        error(w, jump->stmt->span,
              jump->deferred ? "a deferred statement may not be left by 'goto'"
                             : "this jumps into a deferred statement");
        return;
    }
    for (size_t i = 0; i < label->count; i++) {
        if (holds(jump, label->defers[i])) continue;
        error(w, jump->stmt->span, "this jumps into the scope of a defer");
        note_defer(w, label->defers[i]);
        return;
    }
}

void check_defers(Checker *c, const Function *function)
{
    DeferWalk w = {.c = c};

    walk(&w, function->block);
    for (size_t i = 0; i < w.gotos.len; i++)
        for (size_t k = 0; k < w.labels.len; k++)
            if (str_eq(w.labels.at[k].name, w.gotos.at[i].stmt->goto_.name))
                check_goto(&w, &w.gotos.at[i], &w.labels.at[k]);
}
