/* async uint64_t add(uint64_t a, uint64_t b), as in await/ours.c, with its ramp. */
#include "../mix.h"

#include <asyncc/loop.h>

struct add__frame {
    async_frame_t base;
    uint64_t result;
    uint64_t a, b;
    struct async_sleep__frame sleep;
};

enum { add__await_sleep_1 = 1 };

extern const async_coroutine_t add__async;
uint64_t add(uint64_t a, uint64_t b);

static async_step_t add__resume(async_frame_t *frame, async_context_t *cx);

static inline async_step_t add__run(async_frame_t *frame, async_context_t *cx, uint32_t state)
{
    struct add__frame *self = (struct add__frame *)frame;

    switch (state) {
    case add__await_sleep_1: goto add__await_sleep_1;
    }

    if (self->a == UINT64_MAX) {
        if (async_sleep__start(&self->sleep, cx, 0) != ASYNC_FINISHED) {
            if (async_suspend(frame, add__resume, add__await_sleep_1, &self->sleep.base))
                return ASYNC_SUSPENDED;
        add__await_sleep_1:
            if (self->sleep.base.status != 0) return async_raised(frame, self->sleep.base.status);
        }
    }
    self->result = bench_mix(self->a, self->b);
    return ASYNC_FINISHED;
}

static async_step_t add__resume(async_frame_t *frame, async_context_t *cx)
{
    return add__run(frame, cx, frame->state);
}

static const async_point_t add__points[] = {
    { .awaited = "async_sleep", .line = 3, .column = 26, .kind = ASYNC_POINT_EMBEDDED,
      .child = offsetof(struct add__frame, sleep) },
};

const async_coroutine_t add__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_ASYNC,
    .name = "add",
    .file = "add.c",
    .line = 1,
    .size = sizeof(struct add__frame),
    .align = _Alignof(struct add__frame),
    .result = offsetof(struct add__frame, result),
    .result_size = sizeof(uint64_t),
    .resume = add__resume,
    .points = add__points,
    .point_count = 1,
};

/* No stack for add, or it is only captured: its frame is filled in and handed over. */
static ASYNC_COLD async_frame_t *add__capture(async_context_t *cx, uint64_t a, uint64_t b)
{
    struct add__frame *self = (struct add__frame *)async_frame_capture(cx, &add__async);
    self->a = a;
    self->b = b;
    return &self->base;
}

/* The ramp: what callers in other files and pointers to add call. */
uint64_t add(uint64_t a, uint64_t b)
{
    async_context_t *cx = async_context();
    struct add__frame *self;
    uint64_t result = 0;

    async_ramp(cx, "add");
    if (!async_eager(cx)) {
        cx->unfinished = add__capture(cx, a, b);
        return result;
    }
    self = (struct add__frame *)async_frame_new(cx, &add__async, sizeof *self, 0);
    self->a = a;
    self->b = b;
    if (add__run(&self->base, cx, 0) != ASYNC_FINISHED) {
        async_leave(cx, &add__async, &self->base);
        return result;
    }
    result = self->result;
    async_frame_free(cx, &self->base, sizeof *self, 0);
    return result;
}
