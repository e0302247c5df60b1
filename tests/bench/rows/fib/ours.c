/*
 * async uint64_t fib(int n)
 * {
 *     if (n < lowest) await async_sleep(0);
 *     if (n < 2) return n;
 *     return await fib(n - 1) + await fib(n - 2);
 * }
 */
#include "../bench.h"

#include <asyncc/loop.h>

static int lowest;

struct fib__frame {
    async_frame_t base;
    uint64_t result;
    int n;
    uint64_t fib_1;
    union {
        struct async_sleep__frame sleep;
        async_frame_t *fib;
    } child;
};

enum { fib__await_sleep_1 = 1, fib__await_fib_2, fib__await_fib_3 };

static async_step_t fib__run(async_frame_t *frame, async_context_t *cx, uint32_t state);
static async_step_t fib__resume(async_frame_t *frame, async_context_t *cx);

static const async_point_t fib__points[] = {
    { .awaited = "async_sleep", .line = 3, .column = 21, .kind = ASYNC_POINT_EMBEDDED,
      .child = offsetof(struct fib__frame, child.sleep) },
    { .awaited = "fib", .line = 5, .column = 12, .kind = ASYNC_POINT_POOLED,
      .child = offsetof(struct fib__frame, child.fib) },
    { .awaited = "fib", .line = 5, .column = 31, .kind = ASYNC_POINT_POOLED,
      .child = offsetof(struct fib__frame, child.fib) },
};

static const async_coroutine_t fib__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_ASYNC,
    .name = "fib",
    .file = "fib.c",
    .line = 1,
    .size = sizeof(struct fib__frame),
    .align = _Alignof(struct fib__frame),
    .result = offsetof(struct fib__frame, result),
    .result_size = sizeof(uint64_t),
    .resume = fib__resume,
    .points = fib__points,
    .point_count = 3,
};

/* No stack for fib, or it is only captured: its frame is filled in and handed over. */
static ASYNC_COLD async_frame_t *fib__capture(async_context_t *cx, int n)
{
    struct fib__frame *self = (struct fib__frame *)async_frame_capture(cx, &fib__async);
    self->n = n;
    return &self->base;
}

/* Runs fib on a frame of the pool: its result, or *unfinished is the frame. */
static inline uint64_t fib__call(async_context_t *cx, async_frame_t **unfinished, int n)
{
    struct fib__frame *self;
    uint64_t result = 0;

    *unfinished = NULL;
    if (!async_eager(cx)) {
        *unfinished = fib__capture(cx, n);
        return result;
    }
    self = (struct fib__frame *)async_frame_new(cx, &fib__async, sizeof *self, 0);
    self->n = n;
    if (fib__run(&self->base, cx, 0) != ASYNC_FINISHED) {
        *unfinished = async_pooled(&self->base, &fib__async);
        return result;
    }
    result = self->result;
    async_frame_free(cx, &self->base, sizeof *self, 0);
    return result;
}

static async_step_t fib__run(async_frame_t *frame, async_context_t *cx, uint32_t state)
{
    struct fib__frame *self = (struct fib__frame *)frame;
    async_frame_t *child;
    uint64_t fib_2;

    switch (ASYNC_OFTEN_FRESH(state)) {
    case 0: break;
    case fib__await_sleep_1: goto fib__await_sleep_1;
    case fib__await_fib_2: goto fib__await_fib_2;
    case fib__await_fib_3: goto fib__await_fib_3;
    default: __builtin_unreachable();
    }

    if (self->n < lowest) {
        if (async_sleep__start(&self->child.sleep, cx, 0) != ASYNC_FINISHED) {
            if (async_suspend(frame, fib__resume, fib__await_sleep_1, &self->child.sleep.base))
                return ASYNC_SUSPENDED;
        fib__await_sleep_1:
            if (self->child.sleep.base.status != 0)
                return async_raised(frame, self->child.sleep.base.status);
        }
    }
    if (self->n < 2) {
        self->result = (uint64_t)self->n;
        return ASYNC_FINISHED;
    }
    self->fib_1 = fib__call(cx, &child, self->n - 1);
    if (child != NULL) {
        self->child.fib = child;
        if (async_suspend(frame, fib__resume, fib__await_fib_2, child)) return ASYNC_SUSPENDED;
    fib__await_fib_2:
        if (self->child.fib->status != 0)
            return async_raised(frame, async_dropped(cx, self->child.fib));
        self->fib_1 = *(uint64_t *)async_value(self->child.fib);
        async_drop(cx, self->child.fib);
    }
    fib_2 = fib__call(cx, &child, self->n - 2);
    if (child != NULL) {
        self->child.fib = child;
        if (async_suspend(frame, fib__resume, fib__await_fib_3, child)) return ASYNC_SUSPENDED;
    fib__await_fib_3:
        if (self->child.fib->status != 0)
            return async_raised(frame, async_dropped(cx, self->child.fib));
        fib_2 = *(uint64_t *)async_value(self->child.fib);
        async_drop(cx, self->child.fib);
    }
    self->result = self->fib_1 + fib_2;
    return ASYNC_FINISHED;
}

static async_step_t fib__resume(async_frame_t *frame, async_context_t *cx)
{
    return fib__run(frame, cx, frame->state);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    async_frame_t *unfinished;

    lowest = (int)m;
    bench->checksum = fib__call(async_context(), &unfinished, (int)n);
    if (unfinished != NULL) abort();
    bench->operations = fib_calls(n);
}
