/*
 * lock.c - locks.
 *
 * A lock that is released while somebody waits is not free in between: it is locked for the next in
 * line before that one runs.
 */
#include "lock.h"

void async_lock_init(async_lock_t *lock)
{
    *lock = (async_lock_t)ASYNC_LOCK_INIT;
}

bool async_is_locked(const async_lock_t *lock)
{
    return lock->locked;
}

void sync_lock_pass(async_lock_t *lock)
{
    async_waiter_t *next = waiters_take(&lock->waiters);

    if (next) waiter_complete(next, next->branch->leaf->status);
    else lock->locked = false;
}

void async_unlock(async_lock_t *lock)
{
    if (!lock->locked) async__die("async_unlock of a lock that is not locked");
    sync_lock_pass(lock);
}

static async_step_t lock__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_lock__frame *self = (struct async_lock__frame *)frame;

    (void)cx;
    if (sync_cancelled(frame, &self->waiter, &self->lock->waiters)) sync_lock_pass(self->lock);
    return ASYNC_SUSPENDED;
}

async_step_t async_lock__start(struct async_lock__frame *self, async_context_t *cx,
                               async_lock_t *lock)
{
    if (!lock->locked) {
        lock->locked = true;
        return ASYNC_FINISHED;
    }
    self->lock = lock;
    return sync_wait(self, cx, &lock->waiters, lock__interrupt);
}

ASYNC__OPERATION_VOID(async_lock, 1, async_lock_t *, lock)
