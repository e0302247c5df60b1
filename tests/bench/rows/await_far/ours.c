/*
 * async uint64_t add(uint64_t a, uint64_t b);            another translation unit's
 *
 * async uint64_t sum(uint64_t n)
 * {
 *     uint64_t x = 0;
 *     for (uint64_t i = 0; i < n; i++) x = await add(x, i);
 *     return x;
 * }
 */
#include "../bench.h"

#include <asyncc/loop.h>

uint64_t add(uint64_t a, uint64_t b);

struct sum__frame {
    async_frame_t base;
    uint64_t result;
    uint64_t n, x, i;
    async_frame_t *add;
};

enum { sum__await_add_1 = 1 };

static async_step_t sum__resume(async_frame_t *frame, async_context_t *cx);

static inline async_step_t sum__run(async_frame_t *frame, async_context_t *cx, uint32_t state)
{
    struct sum__frame *self = (struct sum__frame *)frame;

    switch (state) {
    case sum__await_add_1: goto sum__await_add_1;
    }

    self->x = 0;
    for (self->i = 0; self->i < self->n; self->i++) {
        async_expect(cx);
        self->x = add(self->x, self->i);
        if (async_unfinished(cx)) {
            self->add = async_adopt(cx);
            if (async_suspend(frame, sum__resume, sum__await_add_1, self->add))
                return ASYNC_SUSPENDED;
        sum__await_add_1:
            if (self->add->status != 0) return async_raised(frame, async_dropped(cx, self->add));
            self->x = *(uint64_t *)async_value(self->add);
            async_drop(cx, self->add);
        }
    }
    self->result = self->x;
    return ASYNC_FINISHED;
}

static async_step_t sum__resume(async_frame_t *frame, async_context_t *cx)
{
    return sum__run(frame, cx, frame->state);
}

static inline async_step_t sum__start(struct sum__frame *self, async_context_t *cx, uint64_t n)
{
    self->n = n;
    return sum__run(&self->base, cx, 0);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    struct sum__frame sum;
    (void)m;
    if (sum__start(&sum, async_context(), n) != ASYNC_FINISHED) abort();
    bench->operations = n;
    bench->checksum = sum.result;
}
