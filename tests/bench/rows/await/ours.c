/*
 * async uint64_t add(uint64_t a, uint64_t b)
 * {
 *     if (a == UINT64_MAX) await async_sleep(0);
 *     return bench_mix(a, b);
 * }
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

struct add__frame {
    async_frame_t base;
    uint64_t result;
    uint64_t a, b;
    struct async_sleep__frame sleep;
};

enum { add__await_sleep_1 = 1 };

static async_step_t add__resume(async_frame_t *frame, async_context_t *cx);

/* Parameters that are only read stay parameters; the frame gets them where it is left. */
static inline async_step_t add__run(async_frame_t *frame, async_context_t *cx, uint32_t state,
                                    uint64_t a, uint64_t b)
{
    struct add__frame *self = (struct add__frame *)frame;

    switch (state) {
    case add__await_sleep_1: goto add__await_sleep_1;
    }

    if (a == UINT64_MAX) {
        if (async_sleep__start(&self->sleep, cx, 0) != ASYNC_FINISHED) {
            self->a = a;
            self->b = b;
            if (async_suspend(frame, add__resume, add__await_sleep_1, &self->sleep.base))
                return ASYNC_SUSPENDED;
        add__await_sleep_1:
            if (self->sleep.base.status != 0) return async_raised(frame, self->sleep.base.status);
        }
    }
    self->result = bench_mix(a, b);
    return ASYNC_FINISHED;
}

static async_step_t add__resume(async_frame_t *frame, async_context_t *cx)
{
    struct add__frame *self = (struct add__frame *)frame;
    return add__run(frame, cx, frame->state, self->a, self->b);
}

static inline async_step_t add__start(struct add__frame *self, async_context_t *cx, uint64_t a,
                                      uint64_t b)
{
    return add__run(&self->base, cx, 0, a, b);
}

struct sum__frame {
    async_frame_t base;
    uint64_t result;
    uint64_t n, x, i;
    struct add__frame add;
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
        if (add__start(&self->add, cx, self->x, self->i) != ASYNC_FINISHED) {
            if (async_suspend(frame, sum__resume, sum__await_add_1, &self->add.base))
                return ASYNC_SUSPENDED;
        sum__await_add_1:
            if (self->add.base.status != 0) return async_raised(frame, self->add.base.status);
        }
        self->x = self->add.result;
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
