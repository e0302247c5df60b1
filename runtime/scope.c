/*
 * scope.c - cancel scopes.
 */
#include "scope.h"

/* The scopes of this thread that have expired and are not yet left. */
static _Thread_local async_scope_t *expired;

void async__scope_enter(async_scope_t *scope, async_context_t *cx)
{
    scope->branch = cx->branch;
    scope->shields = cx->branch->shields;
    scope->expired = scope->delivered = false;
}

static void list_expired(async_scope_t *scope)
{
    scope->next = expired;
    expired = scope;
    scope->branch->flags |= ASYNC__SCOPED;
}

static void unlist_expired(async_scope_t *scope)
{
    async_scope_t **link = &expired;
    bool others = false;

    while (*link != scope) link = &(*link)->next;
    *link = scope->next;
    for (async_scope_t *other = expired; other; other = other->next)
        others |= other->branch == scope->branch;
    if (!others) scope->branch->flags &= ~(unsigned)ASYNC__SCOPED;
}

void async__scope_expire(async_scope_t *scope, async_context_t *cx)
{
    if (scope->expired) return;
    scope->expired = true;
    if (!scope->branch) return;
    list_expired(scope);
    async__interrupt(scope->branch, cx);
}

bool async__scope_leave(async_scope_t *scope)
{
    if (scope->expired && scope->branch) unlist_expired(scope);
    return scope->expired;
}

void async_scope_detach(async_scope_t *scope)
{
    if (scope->expired) unlist_expired(scope);
    scope->branch = NULL;
}

bool async_scope_attach(async_scope_t *scope, async_context_t *cx)
{
    scope->branch = cx->branch;
    scope->shields = cx->branch->shields;
    if (!scope->expired) return false;
    list_expired(scope);
    return scope->delivered = true;
}

static bool due(const async_scope_t *scope, const async_branch_t *branch)
{
    return scope->branch == branch && scope->shields == branch->shields;
}

bool async__scope_due(const async_branch_t *branch)
{
    for (const async_scope_t *scope = expired; scope; scope = scope->next)
        if (due(scope, branch)) return true;
    return false;
}

void async__scope_deliver(const async_branch_t *branch)
{
    for (async_scope_t *scope = expired; scope; scope = scope->next)
        if (due(scope, branch)) scope->delivered = true;
}

bool async__scope_canceling(const async_branch_t *branch)
{
    for (const async_scope_t *scope = expired; scope; scope = scope->next)
        if (due(scope, branch) && scope->delivered) return true;
    return false;
}
