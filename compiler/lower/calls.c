#include "calls.h"

/* ------------------------------------------------------------------ who is called */

typedef struct Walk {
    const Unit *unit;
    VEC(Function *) *callees; /* of the function that is walked */
} Walk;

typedef VEC(Function *) FunctionList;

static void walk_expr(Walk *w, const Expr *expr);
static void walk_stmt(Walk *w, const Stmt *stmt);

static void walk_call(Walk *w, const Call *call)
{
    if (!call) return;
    if (call->function) VEC_PUSH(w->unit->arena, (FunctionList *)w->callees, call->function);
    for (uint32_t i = 0; i < call->arguments; i++) walk_expr(w, call->argument[i]);
}

static void walk_start(Walk *w, const Start *start)
{
    if (!start) return;
    walk_call(w, start->call);
    walk_expr(w, start->handle);
    walk_expr(w, start->target);
    walk_start(w, start->inner);
    for (uint32_t i = 0; i < start->operands; i++) walk_start(w, start->operand[i]);
    for (uint32_t i = 0; i < start->arguments; i++) walk_expr(w, start->argument[i]);
}

static void walk_expr(Walk *w, const Expr *expr)
{
    if (!expr) return;
    for (uint32_t i = 0; i < expr->kids; i++) walk_expr(w, expr->kid[i]);
    walk_start(w, expr->start);
    walk_stmt(w, expr->block);
}

static void walk_declaration(Walk *w, const Stmt *stmt)
{
    for (uint32_t i = 0; i < stmt->decl.declarators; i++)
        walk_expr(w, stmt->decl.declarator[i].init_expr);
}

static void walk_for(Walk *w, const Stmt *stmt)
{
    walk_stmt(w, stmt->for_.init);
    walk_expr(w, stmt->for_.cond.expr);
    walk_expr(w, stmt->for_.step.expr);
    walk_stmt(w, stmt->for_.body);
}

static void walk_async_for(Walk *w, const Stmt *stmt)
{
    walk_call(w, stmt->async_for.call);
    walk_expr(w, stmt->async_for.handle);
    walk_stmt(w, stmt->async_for.body);
}

static void walk_stmt(Walk *w, const Stmt *stmt)
{
    if (!stmt) return;
    switch (stmt->kind) {
    case STMT_COMPOUND:
        for (uint32_t i = 0; i < stmt->compound.items; i++) walk_stmt(w, stmt->compound.item[i]);
        break;
    case STMT_DECL: walk_declaration(w, stmt); break;
    case STMT_EXPR: walk_expr(w, stmt->expr.expr); break;
    case STMT_IF:
        walk_expr(w, stmt->if_.cond.expr);
        walk_stmt(w, stmt->if_.then);
        walk_stmt(w, stmt->if_.otherwise);
        break;
    case STMT_WHILE:
    case STMT_DO:
        walk_expr(w, stmt->loop.cond.expr);
        walk_stmt(w, stmt->loop.body);
        break;
    case STMT_FOR: walk_for(w, stmt); break;
    case STMT_SWITCH:
        walk_expr(w, stmt->switch_.value.expr);
        walk_stmt(w, stmt->switch_.body);
        break;
    case STMT_CASE: walk_stmt(w, stmt->case_.stmt); break;
    case STMT_LABEL: walk_stmt(w, stmt->label.stmt); break;
    case STMT_RETURN: walk_expr(w, stmt->return_.value); break;
    case STMT_DEFER: walk_stmt(w, stmt->defer.body); break;
    case STMT_ASYNC_FOR: walk_async_for(w, stmt); break;
    case STMT_ASYNC_GROUP:
    case STMT_ASYNC_TIMEOUT:
        walk_expr(w, stmt->block.ms);
        walk_stmt(w, stmt->block.body);
        break;
    default: break;
    }
}

/* ------------------------------------------------------------------ strongly connected components */

/* Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972). */
typedef struct Tarjan {
    const Unit *unit;
    FunctionList *callees; /* by Function.index */
    uint32_t *number, *low;
    bool *stacked;
    uint32_t numbers;
    FunctionList stack;
    CallOrder *order;
    uint32_t done;
} Tarjan;

static bool calls_itself(const Tarjan *t, const Function *function)
{
    const FunctionList *callees = &t->callees[function->index];

    for (size_t i = 0; i < callees->len; i++)
        if (callees->at[i] == function) return true;
    return false;
}

static void pop_component(Tarjan *t, Function *root)
{
    uint32_t first = t->done;
    Function *function;

    do {
        function = t->stack.at[--t->stack.len];
        t->stacked[function->index] = false;
        t->order->function[t->done++] = function;
    } while (function != root);
    bool several = t->done - first > 1;
    for (uint32_t i = first; i < t->done; i++) {
        Function *member = t->order->function[i];
        t->order->recursive[member->index] = several || calls_itself(t, member);
    }
}

static void visit(Tarjan *t, Function *function)
{
    uint32_t me = function->index;

    t->number[me] = t->low[me] = ++t->numbers;
    VEC_PUSH(t->unit->arena, &t->stack, function);
    t->stacked[me] = true;
    for (size_t i = 0; i < t->callees[me].len; i++) {
        Function *callee = t->callees[me].at[i];
        if (!t->number[callee->index]) {
            visit(t, callee);
            if (t->low[callee->index] < t->low[me]) t->low[me] = t->low[callee->index];
        } else if (t->stacked[callee->index] && t->number[callee->index] < t->low[me]) {
            t->low[me] = t->number[callee->index];
        }
    }
    if (t->low[me] == t->number[me]) pop_component(t, function);
}

CallOrder calls_order(const Unit *unit)
{
    size_t n = unit->functions.len ? unit->functions.len : 1;
    CallOrder order = {ARENA_ARRAY(unit->arena, Function *, n), ARENA_ARRAY(unit->arena, bool, n)};
    Tarjan t = {.unit = unit, .order = &order, .callees = ARENA_ARRAY(unit->arena, FunctionList, n),
                .number = ARENA_ARRAY(unit->arena, uint32_t, n),
                .low = ARENA_ARRAY(unit->arena, uint32_t, n),
                .stacked = ARENA_ARRAY(unit->arena, bool, n)};

    for (size_t i = 0; i < unit->functions.len; i++) {
        Walk walk = {unit, (void *)&t.callees[i]};
        walk_stmt(&walk, unit->functions.at[i]->block);
    }
    for (size_t i = 0; i < unit->functions.len; i++)
        if (!t.number[i]) visit(&t, unit->functions.at[i]);
    return order;
}
