/*
 * generator(uint64_t) void mixes(uint64_t n)
 * {
 *     uint64_t x = 0;
 *     for (uint64_t i = 0; i < n; i++) yield x = bench_mix(x, i);
 * }
 *
 * async_for (uint64_t x, mixes(n)) sum = (sum >> 3) + x;
 */
#include "../bench.h"

#include <asyncc/loop.h>

struct mixes__frame {
    async_frame_t base;
    uint64_t value;
    uint64_t *slot;
    uint64_t n, x, i;
};

enum { mixes__yield_1 = 1 };

static inline async_step_t mixes__run(async_frame_t *frame, async_context_t *cx, uint32_t state)
{
    struct mixes__frame *self = (struct mixes__frame *)frame;
    (void)cx;

    switch (state) {
    case mixes__yield_1: goto mixes__yield_1;
    }

    self->x = 0;
    for (self->i = 0; self->i < self->n; self->i++) {
        *self->slot = self->x = bench_mix(self->x, self->i);
        return async_yielded(frame, self->slot, mixes__yield_1);
    mixes__yield_1:
        if (frame->status != 0) return ASYNC_RAISED;
    }
    return ASYNC_FINISHED;
}

static async_step_t mixes__resume(async_frame_t *frame, async_context_t *cx)
{
    return mixes__run(frame, cx, frame->state);
}

static inline async_step_t mixes__start(struct mixes__frame *self, async_context_t *cx, uint64_t n)
{
    async_generator_open(&self->base, mixes__resume);
    self->slot = &self->value;
    self->n = n;
    return mixes__run(&self->base, cx, 0);
}

static uint64_t sum_of(uint64_t n)
{
    async_context_t *cx = async_context();
    uint64_t sum = 0;

    { /* async_for (uint64_t x, mixes(n)) */
        struct mixes__frame mixes;
        async_step_t step = mixes__start(&mixes, cx, n);
        for (; step == ASYNC_YIELDED; step = mixes__run(&mixes.base, cx, mixes.base.state)) {
            uint64_t x = mixes.value;
            sum = (sum >> 3) + x;
        }
    }
    return sum;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    (void)m;
    bench->checksum = sum_of(n);
    bench->operations = n;
}
