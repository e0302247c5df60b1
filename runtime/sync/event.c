/*
 * event.c - events.
 */
#include "waiters.h"

void async_event_init(async_event_t *event)
{
    *event = (async_event_t)ASYNC_EVENT_INIT;
}

void async_event_set(async_event_t *event)
{
    event->set = true;
    waiters_complete(&event->waiters, 0);
}

void async_event_clear(async_event_t *event)
{
    event->set = false;
}

bool async_event_is_set(const async_event_t *event)
{
    return event->set;
}

static async_step_t event__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_event_wait__frame *self = (struct async_event_wait__frame *)frame;

    (void)cx;
    sync_cancelled(frame, &self->waiter, &self->event->waiters);
    return ASYNC_SUSPENDED;
}

async_step_t async_event_wait__start(struct async_event_wait__frame *self, async_context_t *cx,
                                     async_event_t *event)
{
    if (event->set) return ASYNC_FINISHED;
    self->event = event;
    return sync_wait(self, cx, &event->waiters, event__interrupt);
}

ASYNC__OPERATION_VOID(async_event_wait, 1, async_event_t *, event)
