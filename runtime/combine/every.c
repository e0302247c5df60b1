/*
 * every.c - async_every: an async generator of ticks, as asyncc would write it.
 */
#include <asyncc/loop.h>
#include <asyncc/time.h>

#include "../coroutine.h"

typedef struct every {
    async_frame_t base;
    uint64_t value;
    uint64_t *slot;
    uint64_t sent;
    uint64_t ms, due;
    struct async_sleep__frame sleep;
} every_t;

enum { SLEEPS = 1, YIELDED = 2 };

/* The first tick after now. */
static uint64_t next_due(const every_t *self, uint64_t now)
{
    if (self->ms == 0) return now;
    if (self->base.state == 0) return now + self->ms;
    return self->due + ((now - self->due) / self->ms + 1) * self->ms;
}

static async_step_t tick(every_t *self)
{
    *self->slot = self->due;
    return async_yielded(&self->base, self->slot, YIELDED);
}

static async_step_t every__resume(async_frame_t *frame, async_context_t *cx)
{
    every_t *self = (every_t *)(void *)frame;
    uint64_t now;

    if (frame->state == SLEEPS)
        return self->sleep.base.status ? async_raised(frame, self->sleep.base.status) : tick(self);
    if (frame->status) return async_raised(frame, frame->status);
    now = async_now();
    self->due = next_due(self, now);
    async_sleep__start(&self->sleep, cx, self->due - now);
    if (async_suspend(frame, every__resume, SLEEPS, &self->sleep.base)) return ASYNC_SUSPENDED;
    return async_raised(frame, self->sleep.base.status);
}

static const async_point_t points[] = {
    { "async_sleep", 0, 0, ASYNC_POINT_EMBEDDED, offsetof(every_t, sleep), &async_sleep__async },
    { "yield", 0, 0, ASYNC_POINT_YIELD, 0, NULL },
};

static const async_coroutine_t every__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_GENERATOR | ASYNC_COROUTINE_ASYNC,
    .name = "async_every", .file = "asyncc", .size = sizeof(every_t), .align = _Alignof(every_t),
    .value_size = sizeof(uint64_t), .sent = offsetof(every_t, sent), .sent_size = sizeof(uint64_t),
    .resume = every__resume, .points = points, .point_count = 2,
};

void async_every(uint64_t ms)
{
    async_context_t *cx = async_context();
    every_t *self = (every_t *)async_generator_frame(cx, &every__async, 0);

    async_generator_open(&self->base, every__resume);
    self->slot = &self->value;
    self->sent = 0;
    self->ms = ms;
    async_leave(cx, &every__async, &self->base);
}
