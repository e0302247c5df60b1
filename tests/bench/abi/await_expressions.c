/*
 * Awaits nested in expressions: operands from left to right, each once; the right side of && and
 * ||, and the other arm of ?:, only where C would evaluate them; what stands to the left of an
 * await read before it, but the old value of x in `x += await e` after it. By hand, in the shape
 * of generated code:
 *
 *      async int value(int v)
 *      {
 *          note(v);
 *          if (v % 2) await pause();
 *          if (v < 0) async_raise(v);
 *          return v;
 *      }
 *
 *      async int nested(int a)
 *      {
 *          total += await value(await value(a) + 1);
 *          if ((await value(a) && await value(0)) || await value(3)) total += 1000;
 *          return total + (await value(a) > 2 ? await value(4) : await value(5));
 *      }
 */
#include "mini_runtime.h"

#include <string.h>

static int total;
static char notes[64];

static void note(int v)
{
    char text[16];
    snprintf(text, sizeof text, "%d ", v);
    strncat(notes, text, sizeof notes - strlen(notes) - 1);
}

/* ------------------------------------------------------------------ value */

struct value__frame {
    async_frame_t base;
    int result;
    int v;
    struct pause__frame pause;
};

enum { value__await_pause_1 = 1 };

static async_step_t value__resume(async_frame_t *frame, async_context_t *cx);

static inline async_step_t value__run(async_frame_t *frame, async_context_t *cx, uint32_t state)
{
    struct value__frame *self = (struct value__frame *)frame;

    switch (state) {
    case value__await_pause_1: goto value__await_pause_1;
    }

    note(self->v);
    if (self->v % 2) {
        if (pause__start(&self->pause, cx) != ASYNC_FINISHED) {
            if (async_suspend(frame, value__resume, value__await_pause_1, &self->pause.base))
                return ASYNC_SUSPENDED;
        value__await_pause_1:
            if (self->pause.base.status != 0) return async_raised(frame, self->pause.base.status);
        }
    }
    if (self->v < 0) return async_raised(frame, self->v);
    self->result = self->v;
    return ASYNC_FINISHED;
}

static async_step_t value__resume(async_frame_t *frame, async_context_t *cx)
{
    return value__run(frame, cx, frame->state);
}

static inline async_step_t value__start(struct value__frame *self, async_context_t *cx, int v)
{
    self->v = v;
    return value__run(&self->base, cx, 0);
}

/* ------------------------------------------------------------------ nested */

struct nested__frame {
    async_frame_t base;
    int result;
    int a;
    int left; /* total + (...) */
    struct value__frame value;
};

enum {
    nested__await_value_1 = 1,
    nested__await_value_2,
    nested__await_value_3,
    nested__await_value_4,
    nested__await_value_5,
    nested__await_value_6,
    nested__await_value_7,
    nested__await_value_8
};

static async_step_t nested__resume(async_frame_t *frame, async_context_t *cx);

static inline async_step_t nested__run(async_frame_t *frame, async_context_t *cx, uint32_t state)
{
    struct nested__frame *self = (struct nested__frame *)frame;
    bool condition;
    int chosen;

    switch (state) {
    case nested__await_value_1: goto nested__await_value_1;
    case nested__await_value_2: goto nested__await_value_2;
    case nested__await_value_3: goto nested__await_value_3;
    case nested__await_value_4: goto nested__await_value_4;
    case nested__await_value_5: goto nested__await_value_5;
    case nested__await_value_6: goto nested__await_value_6;
    case nested__await_value_7: goto nested__await_value_7;
    case nested__await_value_8: goto nested__await_value_8;
    }

    /* total += await value(await value(a) + 1); */
    if (value__start(&self->value, cx, self->a) != ASYNC_FINISHED) {
        if (async_suspend(frame, nested__resume, nested__await_value_1, &self->value.base))
            return ASYNC_SUSPENDED;
    nested__await_value_1:
        if (self->value.base.status != 0) return async_raised(frame, self->value.base.status);
    }
    if (value__start(&self->value, cx, self->value.result + 1) != ASYNC_FINISHED) {
        if (async_suspend(frame, nested__resume, nested__await_value_2, &self->value.base))
            return ASYNC_SUSPENDED;
    nested__await_value_2:
        if (self->value.base.status != 0) return async_raised(frame, self->value.base.status);
    }
    total += self->value.result;

    /* (await value(a) && await value(0)) || await value(3) */
    if (value__start(&self->value, cx, self->a) != ASYNC_FINISHED) {
        if (async_suspend(frame, nested__resume, nested__await_value_3, &self->value.base))
            return ASYNC_SUSPENDED;
    nested__await_value_3:
        if (self->value.base.status != 0) return async_raised(frame, self->value.base.status);
    }
    condition = self->value.result;
    if (condition) {
        if (value__start(&self->value, cx, 0) != ASYNC_FINISHED) {
            if (async_suspend(frame, nested__resume, nested__await_value_4, &self->value.base))
                return ASYNC_SUSPENDED;
        nested__await_value_4:
            if (self->value.base.status != 0) return async_raised(frame, self->value.base.status);
        }
        condition = self->value.result;
    }
    if (!condition) {
        if (value__start(&self->value, cx, 3) != ASYNC_FINISHED) {
            if (async_suspend(frame, nested__resume, nested__await_value_5, &self->value.base))
                return ASYNC_SUSPENDED;
        nested__await_value_5:
            if (self->value.base.status != 0) return async_raised(frame, self->value.base.status);
        }
        condition = self->value.result;
    }
    if (condition) total += 1000;

    /* return total + (await value(a) > 2 ? await value(4) : await value(5)); */
    self->left = total;
    if (value__start(&self->value, cx, self->a) != ASYNC_FINISHED) {
        if (async_suspend(frame, nested__resume, nested__await_value_6, &self->value.base))
            return ASYNC_SUSPENDED;
    nested__await_value_6:
        if (self->value.base.status != 0) return async_raised(frame, self->value.base.status);
    }
    if (self->value.result > 2) {
        if (value__start(&self->value, cx, 4) != ASYNC_FINISHED) {
            if (async_suspend(frame, nested__resume, nested__await_value_7, &self->value.base))
                return ASYNC_SUSPENDED;
        nested__await_value_7:
            if (self->value.base.status != 0) return async_raised(frame, self->value.base.status);
        }
        chosen = self->value.result;
    } else {
        if (value__start(&self->value, cx, 5) != ASYNC_FINISHED) {
            if (async_suspend(frame, nested__resume, nested__await_value_8, &self->value.base))
                return ASYNC_SUSPENDED;
        nested__await_value_8:
            if (self->value.base.status != 0) return async_raised(frame, self->value.base.status);
        }
        chosen = self->value.result;
    }
    self->result = self->left + chosen;
    return ASYNC_FINISHED;
}

static async_step_t nested__resume(async_frame_t *frame, async_context_t *cx)
{
    return nested__run(frame, cx, frame->state);
}

static const async_coroutine_t nested__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_ASYNC,
    .name = "nested",
    .file = __FILE__,
    .line = 14,
    .size = sizeof(struct nested__frame),
    .align = _Alignof(struct nested__frame),
    .result = offsetof(struct nested__frame, result),
    .result_size = sizeof(int),
    .resume = nested__resume,
};

/* ------------------------------------------------------------------ what must come out */

static async_frame_t *nested(async_context_t *cx, int a)
{
    uintptr_t before = async_capture(cx);
    struct nested__frame *self = (struct nested__frame *)async_frame_capture(cx, &nested__async);

    self->a = a;
    cx->unfinished = &self->base;
    return async_captured(cx, before);
}

static void run(async_context_t *cx, int a, int expected, int status, const char *expected_notes)
{
    mini_task_t task;

    notes[0] = '\0';
    total = 100;
    mini_spawn(&task, cx, nested(cx, a));
    while (mini_turn(cx)) total += 7;
    CHECK(task.done && task.status == status);
    if (status == 0) CHECK(*(int *)async_value(task.root) == expected);
    CHECK(strcmp(notes, expected_notes) == 0);
    mini_release(&task, cx);
}

int main(void)
{
    async_context_t *cx = async_context();

    run(cx, 1, 1128, 0, "1 2 1 0 3 1 5 ");
    run(cx, 3, 1129, 0, "3 4 3 0 3 3 4 ");
    run(cx, 0, 1120, 0, "0 1 0 3 0 5 ");
    run(cx, -4, 0, -4, "-4 ");
    CHECK(mini_blocks() == 0);
    puts("ok");
    return 0;
}
