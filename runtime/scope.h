/*
 * scope.h - cancel scopes: a stretch of one branch that can be left without cancelling the rest
 * of it (internal; layer 1). async_timeout and async_group are made of them.
 *
 * A scope that expires interrupts the branch where it is suspended; the frames unwind to the end
 * of the scope's block, which takes the cancellation back. Shields that were there when the scope
 * was entered do not hold it off (a timeout inside a deferred statement works); later ones do.
 *
 * While an async generator stands at a yield in such a stretch, the scope belongs to no branch: it
 * may expire then, and is delivered when the generator is resumed, by whatever branch.
 *
 * Scopes that have expired and are not yet left are few, so they are in one list per thread, and a
 * branch needs no room for them.
 */
#ifndef ASYNCC_RUNTIME_SCOPE_H
#define ASYNCC_RUNTIME_SCOPE_H

#include "branch.h"

/** Enters a scope of the running branch. */
void async__scope_enter(async_scope_t *scope, async_context_t *cx);
/** Ends the scope's stretch early. Nothing happens when it has expired already. */
void async__scope_expire(async_scope_t *scope, async_context_t *cx);
/** Leaves it. True when it had expired: what was raised because of it is then over. */
bool async__scope_leave(async_scope_t *scope);

/** Whether a scope on `branch` has expired and no shield holds it off. */
bool async__scope_due(const async_branch_t *branch);
/** The due ones have left the await where the branch stood. */
void async__scope_deliver(const async_branch_t *branch);
/** Whether a due scope of `branch` was delivered: a status that arrives is its cancellation. */
bool async__scope_canceling(const async_branch_t *branch);

#endif
