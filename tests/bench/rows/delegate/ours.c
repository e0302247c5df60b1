/*
 * generator(uint64_t) void chain(uint64_t depth, uint64_t n)
 * {
 *     if (depth > 0) {
 *         yield_from chain(depth - 1, n);
 *         return;
 *     }
 *     uint64_t x = 0;
 *     for (uint64_t i = 0; i < n; i++) yield x = bench_mix(x, i);
 * }
 *
 * async_for (uint64_t x, chain(m, n)) sum = (sum >> 3) + x;
 */
#include "../bench.h"

#include <asyncc/loop.h>

struct chain__frame {
    async_frame_t base;
    uint64_t value;
    uint64_t *slot;
    uint64_t depth, n, x, i;
    async_frame_t *chain;
};

enum { chain__from_chain_1 = 1, chain__yield_2 };

static async_step_t chain__resume(async_frame_t *frame, async_context_t *cx);

static const async_point_t chain__points[] = {
    { .awaited = "chain", .line = 4, .column = 9, .kind = ASYNC_POINT_POOLED,
      .child = offsetof(struct chain__frame, chain) },
    { .awaited = "yield", .line = 8, .column = 46, .kind = ASYNC_POINT_YIELD },
};

static const async_coroutine_t chain__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_GENERATOR,
    .name = "chain",
    .file = "chain.c",
    .line = 1,
    .size = sizeof(struct chain__frame),
    .align = _Alignof(struct chain__frame),
    .value_size = sizeof(uint64_t),
    .resume = chain__resume,
    .points = chain__points,
    .point_count = 2,
};

/* A fresh frame of the pool, whose values go to `slot`. */
static inline async_frame_t *chain__new(async_context_t *cx, uint64_t *slot, uint64_t depth,
                                        uint64_t n)
{
    struct chain__frame *self =
        (struct chain__frame *)async_frame_new(cx, &chain__async, sizeof *self, 0);
    async_generator_open(&self->base, chain__resume);
    self->slot = slot;
    self->depth = depth;
    self->n = n;
    return async_pooled(&self->base, &chain__async);
}

static async_step_t chain__resume(async_frame_t *frame, async_context_t *cx)
{
    struct chain__frame *self = (struct chain__frame *)frame;

    switch (frame->state) {
    case chain__from_chain_1: goto chain__from_chain_1;
    case chain__yield_2: goto chain__yield_2;
    }

    if (self->depth > 0) {
        self->chain = chain__new(cx, self->slot, self->depth - 1, self->n);
        return async_delegated(frame, self->chain, chain__from_chain_1);
    chain__from_chain_1:
        if (self->chain->status != 0) return async_raised(frame, async_dropped(cx, self->chain));
        async_frame_free(cx, self->chain, sizeof(struct chain__frame), 0);
        return ASYNC_FINISHED;
    }
    self->x = 0;
    for (self->i = 0; self->i < self->n; self->i++) {
        *self->slot = self->x = bench_mix(self->x, self->i);
        return async_yielded(frame, self->slot, chain__yield_2);
    chain__yield_2:
        if (frame->status != 0) return ASYNC_RAISED;
    }
    return ASYNC_FINISHED;
}

static uint64_t sum_of(uint64_t depth, uint64_t n)
{
    async_context_t *cx = async_context();
    uint64_t sum = 0;

    { /* async_for (uint64_t x, chain(depth, n)) */
        struct chain__frame chain;
        async_generator_open(&chain.base, chain__resume);
        chain.slot = &chain.value;
        chain.depth = depth;
        chain.n = n;
        while (async_generator_next(&chain.base, cx)) {
            uint64_t x = chain.value;
            sum = (sum >> 3) + x;
        }
    }
    return sum;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    bench->checksum = sum_of(m, n);
    bench->operations = n;
}
