/*
 * The other translation unit of ramps.c. By hand, in the shape of generated code:
 *
 *      async int far_twice(int v)
 *      {
 *          if (v < 0) async_raise(v);
 *          if (v % 2) await pause();
 *          return 2 * v;
 *      }
 *      async struct pair far_pair(int v) { if (v % 2) await pause(); return (struct pair){ ... }; }
 *      async void far_touch(int *cell, int v) { if (v % 2) await pause(); *cell = v; }
 *      async bool far_odd(long n) { return n ? await near_even(n - 1) : false; }
 */
#include "ramps.h"

/* ------------------------------------------------------------------ far_twice */

struct far_twice__frame {
    async_frame_t base;
    int result;
    int v;
    struct pause__frame pause;
};

enum { far_twice__await_pause_1 = 1 };

static async_step_t far_twice__resume(async_frame_t *frame, async_context_t *cx);

static inline async_step_t far_twice__run(async_frame_t *frame, async_context_t *cx,
                                          uint32_t state)
{
    struct far_twice__frame *self = (struct far_twice__frame *)frame;

    switch (state) {
    case far_twice__await_pause_1: goto far_twice__await_pause_1;
    }

    if (self->v < 0) return async_raised(frame, self->v);
    if (self->v % 2) {
        if (pause__start(&self->pause, cx) != ASYNC_FINISHED) {
            if (async_suspend(frame, far_twice__resume, far_twice__await_pause_1,
                              &self->pause.base))
                return ASYNC_SUSPENDED;
        far_twice__await_pause_1:
            if (self->pause.base.status != 0) return async_raised(frame, self->pause.base.status);
        }
    }
    self->result = 2 * self->v;
    return ASYNC_FINISHED;
}

static async_step_t far_twice__resume(async_frame_t *frame, async_context_t *cx)
{
    return far_twice__run(frame, cx, frame->state);
}

static const async_coroutine_t far_twice__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_ASYNC,
    .name = "far_twice",
    .file = __FILE__,
    .line = 4,
    .size = sizeof(struct far_twice__frame),
    .align = _Alignof(struct far_twice__frame),
    .result = offsetof(struct far_twice__frame, result),
    .result_size = sizeof(int),
    .resume = far_twice__resume,
};

static ASYNC_COLD async_frame_t *far_twice__capture(async_context_t *cx, int v)
{
    struct far_twice__frame *self =
        (struct far_twice__frame *)async_frame_capture(cx, &far_twice__async);
    self->v = v;
    return &self->base;
}

int far_twice(int v)
{
    async_context_t *cx = async_context();
    struct far_twice__frame *self;
    int result = 0;

    async_ramp(cx, "far_twice");
    if (!async_eager(cx)) {
        cx->unfinished = far_twice__capture(cx, v);
        return result;
    }
    self = (struct far_twice__frame *)async_frame_new(cx, &far_twice__async, sizeof *self, 0);
    self->v = v;
    if (far_twice__run(&self->base, cx, 0) != ASYNC_FINISHED) {
        async_leave(cx, &far_twice__async, &self->base);
        return result;
    }
    result = self->result;
    async_frame_free(cx, &self->base, sizeof *self, 0);
    return result;
}

/* ------------------------------------------------------------------ far_pair */

struct far_pair__frame {
    async_frame_t base;
    struct pair result;
    int v;
    struct pause__frame pause;
};

enum { far_pair__await_pause_1 = 1 };

static async_step_t far_pair__resume(async_frame_t *frame, async_context_t *cx);

static inline async_step_t far_pair__run(async_frame_t *frame, async_context_t *cx, uint32_t state)
{
    struct far_pair__frame *self = (struct far_pair__frame *)frame;

    switch (state) {
    case far_pair__await_pause_1: goto far_pair__await_pause_1;
    }

    if (self->v % 2) {
        if (pause__start(&self->pause, cx) != ASYNC_FINISHED) {
            if (async_suspend(frame, far_pair__resume, far_pair__await_pause_1, &self->pause.base))
                return ASYNC_SUSPENDED;
        far_pair__await_pause_1:
            if (self->pause.base.status != 0) return async_raised(frame, self->pause.base.status);
        }
    }
    self->result = (struct pair){ self->v / 2.0, "pair" };
    return ASYNC_FINISHED;
}

static async_step_t far_pair__resume(async_frame_t *frame, async_context_t *cx)
{
    return far_pair__run(frame, cx, frame->state);
}

static const async_coroutine_t far_pair__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_ASYNC,
    .name = "far_pair",
    .file = __FILE__,
    .line = 10,
    .size = sizeof(struct far_pair__frame),
    .align = _Alignof(struct far_pair__frame),
    .result = offsetof(struct far_pair__frame, result),
    .result_size = sizeof(struct pair),
    .resume = far_pair__resume,
};

static ASYNC_COLD async_frame_t *far_pair__capture(async_context_t *cx, int v)
{
    struct far_pair__frame *self =
        (struct far_pair__frame *)async_frame_capture(cx, &far_pair__async);
    self->v = v;
    return &self->base;
}

struct pair far_pair(int v)
{
    async_context_t *cx = async_context();
    struct far_pair__frame *self;
    struct pair result = { 0 };

    async_ramp(cx, "far_pair");
    if (!async_eager(cx)) {
        cx->unfinished = far_pair__capture(cx, v);
        return result;
    }
    self = (struct far_pair__frame *)async_frame_new(cx, &far_pair__async, sizeof *self, 0);
    self->v = v;
    if (far_pair__run(&self->base, cx, 0) != ASYNC_FINISHED) {
        async_leave(cx, &far_pair__async, &self->base);
        return result;
    }
    result = self->result;
    async_frame_free(cx, &self->base, sizeof *self, 0);
    return result;
}

/* ------------------------------------------------------------------ far_touch */

struct far_touch__frame {
    async_frame_t base;
    int *cell;
    int v;
    struct pause__frame pause;
};

enum { far_touch__await_pause_1 = 1 };

static async_step_t far_touch__resume(async_frame_t *frame, async_context_t *cx);

static inline async_step_t far_touch__run(async_frame_t *frame, async_context_t *cx,
                                          uint32_t state)
{
    struct far_touch__frame *self = (struct far_touch__frame *)frame;

    switch (state) {
    case far_touch__await_pause_1: goto far_touch__await_pause_1;
    }

    if (self->v % 2) {
        if (pause__start(&self->pause, cx) != ASYNC_FINISHED) {
            if (async_suspend(frame, far_touch__resume, far_touch__await_pause_1,
                              &self->pause.base))
                return ASYNC_SUSPENDED;
        far_touch__await_pause_1:
            if (self->pause.base.status != 0) return async_raised(frame, self->pause.base.status);
        }
    }
    *self->cell = self->v;
    return ASYNC_FINISHED;
}

static async_step_t far_touch__resume(async_frame_t *frame, async_context_t *cx)
{
    return far_touch__run(frame, cx, frame->state);
}

static const async_coroutine_t far_touch__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_ASYNC,
    .name = "far_touch",
    .file = __FILE__,
    .line = 11,
    .size = sizeof(struct far_touch__frame),
    .align = _Alignof(struct far_touch__frame),
    .resume = far_touch__resume,
};

static ASYNC_COLD async_frame_t *far_touch__capture(async_context_t *cx, int *cell, int v)
{
    struct far_touch__frame *self =
        (struct far_touch__frame *)async_frame_capture(cx, &far_touch__async);
    self->cell = cell;
    self->v = v;
    return &self->base;
}

void far_touch(int *cell, int v)
{
    async_context_t *cx = async_context();
    struct far_touch__frame *self;

    async_ramp(cx, "far_touch");
    if (!async_eager(cx)) {
        cx->unfinished = far_touch__capture(cx, cell, v);
        return;
    }
    self = (struct far_touch__frame *)async_frame_new(cx, &far_touch__async, sizeof *self, 0);
    self->cell = cell;
    self->v = v;
    if (far_touch__run(&self->base, cx, 0) != ASYNC_FINISHED) {
        async_leave(cx, &far_touch__async, &self->base);
        return;
    }
    async_frame_free(cx, &self->base, sizeof *self, 0);
}

/* ------------------------------------------------------------------ far_odd */

struct far_odd__frame {
    async_frame_t base;
    bool result;
    long n;
    async_frame_t *near_even;
};

enum { far_odd__await_near_even_1 = 1 };

static async_step_t far_odd__resume(async_frame_t *frame, async_context_t *cx);

static inline async_step_t far_odd__run(async_frame_t *frame, async_context_t *cx, uint32_t state)
{
    struct far_odd__frame *self = (struct far_odd__frame *)frame;
    bool even;

    switch (state) {
    case far_odd__await_near_even_1: goto far_odd__await_near_even_1;
    }

    if (!self->n) {
        self->result = false;
        return ASYNC_FINISHED;
    }
    async_expect(cx);
    even = near_even(self->n - 1);
    if (async_unfinished(cx)) {
        self->near_even = async_adopt(cx);
        if (async_suspend(frame, far_odd__resume, far_odd__await_near_even_1, self->near_even))
            return ASYNC_SUSPENDED;
    far_odd__await_near_even_1:
        if (self->near_even->status != 0)
            return async_raised(frame, async_dropped(cx, self->near_even));
        even = *(bool *)async_value(self->near_even);
        async_drop(cx, self->near_even);
    }
    self->result = even;
    return ASYNC_FINISHED;
}

static async_step_t far_odd__resume(async_frame_t *frame, async_context_t *cx)
{
    return far_odd__run(frame, cx, frame->state);
}

static const async_coroutine_t far_odd__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_ASYNC,
    .name = "far_odd",
    .file = __FILE__,
    .line = 12,
    .size = sizeof(struct far_odd__frame),
    .align = _Alignof(struct far_odd__frame),
    .result = offsetof(struct far_odd__frame, result),
    .result_size = sizeof(bool),
    .resume = far_odd__resume,
};

static ASYNC_COLD async_frame_t *far_odd__capture(async_context_t *cx, long n)
{
    struct far_odd__frame *self =
        (struct far_odd__frame *)async_frame_capture(cx, &far_odd__async);
    self->n = n;
    return &self->base;
}

bool far_odd(long n)
{
    async_context_t *cx = async_context();
    struct far_odd__frame *self;
    bool result = false;

    async_ramp(cx, "far_odd");
    if (!async_eager(cx)) {
        cx->unfinished = far_odd__capture(cx, n);
        return result;
    }
    self = (struct far_odd__frame *)async_frame_new(cx, &far_odd__async, sizeof *self, 0);
    self->n = n;
    if (far_odd__run(&self->base, cx, 0) != ASYNC_FINISHED) {
        async_leave(cx, &far_odd__async, &self->base);
        return result;
    }
    result = self->result;
    async_frame_free(cx, &self->base, sizeof *self, 0);
    return result;
}

const struct operations far_operations = { far_twice, far_pair, far_touch };
