#include "checker.h"

static void walk_expr(const Visitor *v, const Expr *expr);
static void walk_start(const Visitor *v, const Start *start);

static void walk_call(const Visitor *v, const Call *call)
{
    walk_expr(v, call->callee);
    for (uint32_t i = 0; i < call->arguments; i++) walk_expr(v, call->argument[i]);
}

static void walk_start(const Visitor *v, const Start *start)
{
    if (start->call) walk_call(v, start->call);
    if (start->kind != START_FORM && start->handle) walk_expr(v, start->handle);
    if (start->target) walk_expr(v, start->target);
    for (uint32_t i = 0; i < start->arguments; i++) walk_expr(v, start->argument[i]);
    for (uint32_t i = 0; i < start->operands; i++) walk_start(v, start->operand[i]);
    if (start->inner) walk_start(v, start->inner);
}

static void walk_expr(const Visitor *v, const Expr *expr)
{
    if (v->expr) v->expr(v->context, expr);
    for (uint32_t i = 0; i < expr->kids; i++) walk_expr(v, expr->kid[i]);
    if (expr->start) walk_start(v, expr->start);
    if (expr->block) walk_stmt(v, expr->block, NULL);
}

static void maybe_expr(const Visitor *v, const Expr *expr)
{
    if (expr) walk_expr(v, expr);
}

static void maybe_stmt(const Visitor *v, const Stmt *stmt, const Stmt *parent)
{
    if (stmt) walk_stmt(v, stmt, parent);
}

static void walk_declarators(const Visitor *v, const Stmt *stmt)
{
    for (uint32_t i = 0; i < stmt->decl.declarators; i++)
        maybe_expr(v, stmt->decl.declarator[i].init_expr);
}

static void walk_items(const Visitor *v, const Stmt *stmt)
{
    for (uint32_t i = 0; i < stmt->compound.items; i++) walk_stmt(v, stmt->compound.item[i], stmt);
}

static void walk_for(const Visitor *v, const Stmt *stmt)
{
    maybe_stmt(v, stmt->for_.init, NULL);
    maybe_expr(v, stmt->for_.cond.expr);
    maybe_expr(v, stmt->for_.step.expr);
    walk_stmt(v, stmt->for_.body, stmt);
}

static void walk_async_for(const Visitor *v, const Stmt *stmt)
{
    if (stmt->async_for.call) walk_call(v, stmt->async_for.call);
    maybe_expr(v, stmt->async_for.handle);
    walk_stmt(v, stmt->async_for.body, stmt);
}

static void walk_if(const Visitor *v, const Stmt *stmt)
{
    walk_expr(v, stmt->if_.cond.expr);
    walk_stmt(v, stmt->if_.then, stmt);
    maybe_stmt(v, stmt->if_.otherwise, stmt);
}

void walk_stmt(const Visitor *v, const Stmt *stmt, const Stmt *parent)
{
    if (v->stmt) v->stmt(v->context, stmt, parent);
    switch (stmt->kind) {
    case STMT_COMPOUND: walk_items(v, stmt); break;
    case STMT_DECL: walk_declarators(v, stmt); break;
    case STMT_EXPR: walk_expr(v, stmt->expr.expr); break;
    case STMT_IF: walk_if(v, stmt); break;
    case STMT_WHILE:
    case STMT_DO:
        walk_expr(v, stmt->loop.cond.expr);
        walk_stmt(v, stmt->loop.body, stmt);
        break;
    case STMT_FOR: walk_for(v, stmt); break;
    case STMT_SWITCH:
        walk_expr(v, stmt->switch_.value.expr);
        walk_stmt(v, stmt->switch_.body, stmt);
        break;
    case STMT_CASE: maybe_stmt(v, stmt->case_.stmt, parent); break;
    case STMT_LABEL: maybe_stmt(v, stmt->label.stmt, parent); break;
    case STMT_RETURN: maybe_expr(v, stmt->return_.value); break;
    case STMT_DEFER: walk_stmt(v, stmt->defer.body, stmt); break;
    case STMT_ASYNC_FOR: walk_async_for(v, stmt); break;
    case STMT_ASYNC_GROUP:
    case STMT_ASYNC_TIMEOUT:
        maybe_expr(v, stmt->block.ms);
        walk_stmt(v, stmt->block.body, stmt);
        break;
    default: break;
    }
}
