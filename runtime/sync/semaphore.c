/*
 * semaphore.c - semaphores. While somebody waits no permit is free: a released one goes to the next
 * in line without being counted.
 */
#include "waiters.h"

void async_semaphore_init(async_semaphore_t *semaphore, unsigned n)
{
    *semaphore = (async_semaphore_t)ASYNC_SEMAPHORE_INIT(n);
}

bool async_semaphore_try_acquire(async_semaphore_t *semaphore)
{
    if (semaphore->value == 0) return false;
    semaphore->value--;
    return true;
}

void async_semaphore_release(async_semaphore_t *semaphore)
{
    async_waiter_t *next = waiters_take(&semaphore->waiters);

    if (next) waiter_complete(next, 0);
    else semaphore->value++;
}

unsigned async_semaphore_value(const async_semaphore_t *semaphore)
{
    return semaphore->value;
}

static async_step_t semaphore__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_semaphore_acquire__frame *self = (struct async_semaphore_acquire__frame *)frame;

    (void)cx;
    if (sync_cancelled(frame, &self->waiter, &self->semaphore->waiters))
        async_semaphore_release(self->semaphore);
    return ASYNC_SUSPENDED;
}

async_step_t async_semaphore_acquire__start(struct async_semaphore_acquire__frame *self,
                                            async_context_t *cx, async_semaphore_t *semaphore)
{
    if (async_semaphore_try_acquire(semaphore)) return ASYNC_FINISHED;
    self->semaphore = semaphore;
    return sync_wait(self, cx, &semaphore->waiters, semaphore__interrupt);
}

ASYNC__OPERATION_VOID(async_semaphore_acquire, 1, async_semaphore_t *, semaphore)
