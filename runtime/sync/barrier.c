/*
 * barrier.c - barriers. The last to come lets the others go, and the barrier begins anew at once.
 */
#include "list.h"
#include "waiters.h"

void async_barrier_init(async_barrier_t *barrier, unsigned n)
{
    *barrier = (async_barrier_t)ASYNC_BARRIER_INIT(n);
}

/* Places are given when all have come: one who left meanwhile leaves no gap. */
static int open_up(async_barrier_t *barrier)
{
    async_waiter_t *waiter;
    int place = 0;

    barrier->waiting = 0;
    while ((waiter = waiters_take(&barrier->waiters)) != NULL) {
        container_of(waiter, struct async_barrier_wait__frame, waiter)->result = place++;
        waiter_complete(waiter, 0);
    }
    return place;
}

static async_step_t barrier__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_barrier_wait__frame *self = (struct async_barrier_wait__frame *)frame;

    (void)cx;
    if (!async__completed(self)) self->barrier->waiting--;
    sync_cancelled(frame, &self->waiter, &self->barrier->waiters);
    return ASYNC_SUSPENDED;
}

async_step_t async_barrier_wait__start(struct async_barrier_wait__frame *self, async_context_t *cx,
                                       async_barrier_t *barrier)
{
    if (barrier->waiting + 1 >= barrier->parties) {
        self->result = open_up(barrier);
        return ASYNC_FINISHED;
    }
    barrier->waiting++;
    self->barrier = barrier;
    return sync_wait(self, cx, &barrier->waiters, barrier__interrupt);
}

ASYNC__OPERATION(int, async_barrier_wait, 1, async_barrier_t *, barrier)
