/*
 * A million awaits, one inside the other, on the C stack that the program was started with: down
 * to a function that suspends, up from it again; and the same where nothing suspends; cancelled at
 * the bottom. By hand, in the shape of generated code:
 *
 *      async long deep(long n)
 *      {
 *          defer left++;
 *          if (n == 0) {
 *              await gate(&bottom);
 *              return 0;
 *          }
 *          return await deep(n - 1) + 1;
 *      }
 */
#include "mini_runtime.h"

#define DEPTH 1000000

static gate_t bottom;
static long left;

struct deep__frame {
    async_frame_t base;
    long result;
    long n;
    union {
        struct gate__frame gate;
        async_frame_t *deep;
    } child;
};

enum { deep__await_gate_1 = 1, deep__await_deep_2 };

static async_step_t deep__resume(async_frame_t *frame, async_context_t *cx);
static async_step_t deep__run(async_frame_t *frame, async_context_t *cx, uint32_t state);

static const async_coroutine_t deep__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_ASYNC,
    .name = "deep",
    .file = __FILE__,
    .line = 6,
    .size = sizeof(struct deep__frame),
    .align = _Alignof(struct deep__frame),
    .result = offsetof(struct deep__frame, result),
    .result_size = sizeof(long),
    .resume = deep__resume,
};

static ASYNC_COLD async_frame_t *deep__capture(async_context_t *cx, long n)
{
    struct deep__frame *self = (struct deep__frame *)async_frame_capture(cx, &deep__async);
    self->n = n;
    return &self->base;
}

static inline long deep__call(async_context_t *cx, async_frame_t **unfinished, long n)
{
    struct deep__frame *self;
    long result = 0;

    *unfinished = NULL;
    if (!async_eager(cx)) {
        *unfinished = deep__capture(cx, n);
        return result;
    }
    self = (struct deep__frame *)async_frame_new(cx, &deep__async, sizeof *self, 0);
    self->n = n;
    if (deep__run(&self->base, cx, 0) != ASYNC_FINISHED) {
        *unfinished = async_pooled(&self->base, &deep__async);
        return result;
    }
    result = self->result;
    async_frame_free(cx, &self->base, sizeof *self, 0);
    return result;
}

static async_step_t deep__run(async_frame_t *frame, async_context_t *cx, uint32_t state)
{
    struct deep__frame *self = (struct deep__frame *)frame;
    async_frame_t *child;
    long deep;

    switch (ASYNC_OFTEN_FRESH(state)) {
    case 0: break;
    case deep__await_gate_1: goto deep__await_gate_1;
    case deep__await_deep_2: goto deep__await_deep_2;
    default: __builtin_unreachable();
    }

    /* defer left++; */
    if (self->n == 0) {
        if (gate__start(&self->child.gate, cx, &bottom) != ASYNC_FINISHED) {
            if (async_suspend(frame, deep__resume, deep__await_gate_1, &self->child.gate.base))
                return ASYNC_SUSPENDED;
        deep__await_gate_1:
            if (self->child.gate.base.status != 0) {
                left++; /* deferred */
                return async_raised(frame, self->child.gate.base.status);
            }
        }
        self->result = 0;
        left++; /* deferred */
        return ASYNC_FINISHED;
    }
    deep = deep__call(cx, &child, self->n - 1);
    if (child != NULL) {
        self->child.deep = child;
        if (async_suspend(frame, deep__resume, deep__await_deep_2, child)) return ASYNC_SUSPENDED;
    deep__await_deep_2:
        if (self->child.deep->status != 0) {
            left++; /* deferred */
            return async_raised(frame, async_dropped(cx, self->child.deep));
        }
        deep = *(long *)async_value(self->child.deep);
        async_drop(cx, self->child.deep);
    }
    self->result = deep + 1;
    left++; /* deferred */
    return ASYNC_FINISHED;
}

static async_step_t deep__resume(async_frame_t *frame, async_context_t *cx)
{
    return deep__run(frame, cx, frame->state);
}

/* ------------------------------------------------------------------ what must come out */

static async_frame_t *deep(async_context_t *cx, long n)
{
    uintptr_t before = async_capture(cx);
    cx->unfinished = deep__capture(cx, n);
    return async_captured(cx, before);
}

static void run(async_context_t *cx, bool open, bool cancel)
{
    mini_task_t task;

    left = 0;
    bottom = (gate_t){ NULL, open };
    mini_spawn(&task, cx, deep(cx, DEPTH));
    mini_drain(cx);
    CHECK(task.done == open);
    if (cancel) mini_cancel(&task, cx);
    else gate_open(&bottom, cx);
    mini_drain(cx);
    CHECK(task.done && left == DEPTH + 1);
    if (cancel) CHECK(task.status == MINI_ECANCELED);
    else CHECK(task.status == 0 && *(long *)async_value(task.root) == DEPTH);
    mini_release(&task, cx);
    CHECK(mini_blocks() == 0);
}

int main(void)
{
    async_context_t *cx = async_context();

    run(cx, false, false);
    run(cx, true, false);
    run(cx, false, true);
    puts("ok");
    return 0;
}
