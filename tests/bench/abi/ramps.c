/*
 * Async functions called through the fields of a struct and across translation units, with
 * nothing but their prototypes: finished at once, suspended, raised, of every kind of result; two
 * that recurse into each other 200,000 deep; captured by a plain function, and called without
 * await. By hand, in the shape of generated code:
 *
 *      async int calls(const struct operations *on, int v)
 *      {
 *          int cell = 0;
 *          int n = await on->twice(await far_twice(v));
 *          struct pair pair = await on->pair(v);
 *          await on->touch(&cell, v);
 *          return n + cell + (int)(pair.half * 2) + pair.letters[0];
 *      }
 *      async bool near_even(long n)
 *      {
 *          if (!n) { await pause(); return true; }
 *          return await far_odd(n - 1);
 *      }
 */
#include "ramps.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* ------------------------------------------------------------------ calls */

struct calls__frame {
    async_frame_t base;
    int result;
    const struct operations *on;
    int v;
    int cell;
    int n;
    struct pair pair;
    async_frame_t *call;
};

enum {
    calls__await_far_twice_1 = 1,
    calls__await_twice_2,
    calls__await_pair_3,
    calls__await_touch_4
};

static async_step_t calls__resume(async_frame_t *frame, async_context_t *cx)
{
    struct calls__frame *self = (struct calls__frame *)frame;
    int twice;

    switch (frame->state) {
    case calls__await_far_twice_1: goto calls__await_far_twice_1;
    case calls__await_twice_2: goto calls__await_twice_2;
    case calls__await_pair_3: goto calls__await_pair_3;
    case calls__await_touch_4: goto calls__await_touch_4;
    }

    self->cell = 0;
    /* int n = await on->twice(await far_twice(v)); */
    async_expect(cx);
    twice = far_twice(self->v);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        if (async_suspend(frame, calls__resume, calls__await_far_twice_1, self->call))
            return ASYNC_SUSPENDED;
    calls__await_far_twice_1:
        if (self->call->status != 0) return async_raised(frame, async_dropped(cx, self->call));
        twice = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    async_expect(cx);
    self->n = self->on->twice(twice);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        if (async_suspend(frame, calls__resume, calls__await_twice_2, self->call))
            return ASYNC_SUSPENDED;
    calls__await_twice_2:
        if (self->call->status != 0) return async_raised(frame, async_dropped(cx, self->call));
        self->n = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    /* struct pair pair = await on->pair(v); */
    async_expect(cx);
    self->pair = self->on->pair(self->v);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        if (async_suspend(frame, calls__resume, calls__await_pair_3, self->call))
            return ASYNC_SUSPENDED;
    calls__await_pair_3:
        if (self->call->status != 0) return async_raised(frame, async_dropped(cx, self->call));
        self->pair = *(struct pair *)async_value(self->call);
        async_drop(cx, self->call);
    }
    /* await on->touch(&cell, v); */
    async_expect(cx);
    self->on->touch(&self->cell, self->v);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        if (async_suspend(frame, calls__resume, calls__await_touch_4, self->call))
            return ASYNC_SUSPENDED;
    calls__await_touch_4:
        if (self->call->status != 0) return async_raised(frame, async_dropped(cx, self->call));
        async_drop(cx, self->call);
    }
    self->result = self->n + self->cell + (int)(self->pair.half * 2) + self->pair.letters[0];
    return ASYNC_FINISHED;
}

static const async_coroutine_t calls__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_ASYNC,
    .name = "calls",
    .file = __FILE__,
    .line = 6,
    .size = sizeof(struct calls__frame),
    .align = _Alignof(struct calls__frame),
    .result = offsetof(struct calls__frame, result),
    .result_size = sizeof(int),
    .resume = calls__resume,
};

static async_frame_t *calls(async_context_t *cx, const struct operations *on, int v)
{
    uintptr_t before = async_capture(cx);
    struct calls__frame *self = (struct calls__frame *)async_frame_capture(cx, &calls__async);

    self->on = on;
    self->v = v;
    cx->unfinished = &self->base;
    return async_captured(cx, before);
}

/* ------------------------------------------------------------------ near_even */

struct near_even__frame {
    async_frame_t base;
    bool result;
    long n;
    union {
        struct pause__frame pause;
        async_frame_t *far_odd;
    } child;
};

enum { near_even__await_pause_1 = 1, near_even__await_far_odd_2 };

static async_step_t near_even__resume(async_frame_t *frame, async_context_t *cx);

static inline async_step_t near_even__run(async_frame_t *frame, async_context_t *cx,
                                          uint32_t state)
{
    struct near_even__frame *self = (struct near_even__frame *)frame;
    bool odd;

    switch (state) {
    case near_even__await_pause_1: goto near_even__await_pause_1;
    case near_even__await_far_odd_2: goto near_even__await_far_odd_2;
    }

    if (!self->n) {
        if (pause__start(&self->child.pause, cx) != ASYNC_FINISHED) {
            if (async_suspend(frame, near_even__resume, near_even__await_pause_1,
                              &self->child.pause.base))
                return ASYNC_SUSPENDED;
        near_even__await_pause_1:
            if (self->child.pause.base.status != 0)
                return async_raised(frame, self->child.pause.base.status);
        }
        self->result = true;
        return ASYNC_FINISHED;
    }
    async_expect(cx);
    odd = far_odd(self->n - 1);
    if (async_unfinished(cx)) {
        self->child.far_odd = async_adopt(cx);
        if (async_suspend(frame, near_even__resume, near_even__await_far_odd_2,
                          self->child.far_odd))
            return ASYNC_SUSPENDED;
    near_even__await_far_odd_2:
        if (self->child.far_odd->status != 0)
            return async_raised(frame, async_dropped(cx, self->child.far_odd));
        odd = *(bool *)async_value(self->child.far_odd);
        async_drop(cx, self->child.far_odd);
    }
    self->result = odd;
    return ASYNC_FINISHED;
}

static async_step_t near_even__resume(async_frame_t *frame, async_context_t *cx)
{
    return near_even__run(frame, cx, frame->state);
}

static const async_coroutine_t near_even__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_ASYNC,
    .name = "near_even",
    .file = __FILE__,
    .line = 14,
    .size = sizeof(struct near_even__frame),
    .align = _Alignof(struct near_even__frame),
    .result = offsetof(struct near_even__frame, result),
    .result_size = sizeof(bool),
    .resume = near_even__resume,
};

static ASYNC_COLD async_frame_t *near_even__capture(async_context_t *cx, long n)
{
    struct near_even__frame *self =
        (struct near_even__frame *)async_frame_capture(cx, &near_even__async);
    self->n = n;
    return &self->base;
}

bool near_even(long n)
{
    async_context_t *cx = async_context();
    struct near_even__frame *self;
    bool result = false;

    async_ramp(cx, "near_even");
    if (!async_eager(cx)) {
        cx->unfinished = near_even__capture(cx, n);
        return result;
    }
    self = (struct near_even__frame *)async_frame_new(cx, &near_even__async, sizeof *self, 0);
    self->n = n;
    if (near_even__run(&self->base, cx, 0) != ASYNC_FINISHED) {
        async_leave(cx, &near_even__async, &self->base);
        return result;
    }
    result = self->result;
    async_frame_free(cx, &self->base, sizeof *self, 0);
    return result;
}

/* ------------------------------------------------------------------ what must come out */

static const struct operations mixed_operations = { far_twice, far_pair, .touch = far_touch };

static void run_calls(async_context_t *cx, const struct operations *on, int v, int status)
{
    mini_task_t task;

    mini_spawn(&task, cx, calls(cx, on, v));
    mini_drain(cx);
    CHECK(task.done && task.status == status);
    if (status == 0) CHECK(*(int *)async_value(task.root) == 4 * v + v + v + 'p');
    mini_release(&task, cx);
}

/* What async_spawn is in plain C: the user's own call, captured. */
static void run_recursion(async_context_t *cx, long n)
{
    uintptr_t before = async_capture(cx);
    mini_task_t task;

    near_even(n);
    mini_spawn(&task, cx, async_captured(cx, before));
    mini_drain(cx);
    CHECK(task.done && task.status == 0);
    CHECK(*(bool *)async_value(task.root));
    mini_release(&task, cx);
}

/* An async function that is called like a plain one never goes on as if it had been awaited. */
static void check_not_awaited(void)
{
    int how = 0;
    pid_t child = fork();

    CHECK(child >= 0);
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr)) exit(1);
        far_twice(1);
        exit(0);
    }
    CHECK(waitpid(child, &how, 0) == child);
    CHECK(WIFSIGNALED(how) && WTERMSIG(how) == SIGABRT);
}

int main(void)
{
    async_context_t *cx = async_context();

    CHECK(mixed_operations.twice == far_operations.twice);
    run_calls(cx, &far_operations, 2, 0);
    run_calls(cx, &mixed_operations, 3, 0);
    run_calls(cx, &far_operations, -5, -5);
    run_recursion(cx, 200000);
    check_not_awaited();
    CHECK(mini_blocks() == 0);
    puts("ok");
    return 0;
}
