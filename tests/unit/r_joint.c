/*
 * r_joint.c - gather and race, nested and cancelled.
 */
#include "r_hand.h"

/* async int pair(int mode, a, va, b, vb): gather/race of two naps, in the shape asyncc writes. */
struct pair__frame {
    async_frame_t base;
    int result;
    int mode, a, va, b, vb;
    async_joint_t joint;
    struct {
        async_child_t child;
        struct nap__frame frame;
    } one;
    struct {
        async_child_t child;
        async_frame_t *frame; /* by its ramp */
    } two;
};

static async_step_t pair__resume(async_frame_t *frame, async_context_t *cx)
{
    struct pair__frame *self = (struct pair__frame *)frame;
    int second = 0;

    switch (frame->state) {
    case 0:
        async_joint_open(&self->joint, cx, (enum async_joint_mode)self->mode);
        if (async_joint_enter(&self->joint, &self->one.child, cx))
            async_joint_leave(&self->joint, cx,
                              nap__start(&self->one.frame, cx, self->a, self->va),
                              &self->one.frame.base);
        self->two.frame = NULL;
        if (async_joint_enter(&self->joint, &self->two.child, cx)) {
            uintptr_t before = async_capture(cx);
            (void)nap(self->b, self->vb);
            self->two.frame = async_captured(cx, before);
            async_joint_leave(&self->joint, cx, async_begin(self->two.frame, cx),
                              self->two.frame);
        }
        if (async_joint_wait(&self->joint, cx) != ASYNC_FINISHED) {
            if (async_suspend(frame, pair__resume, 1, &self->joint.base)) return ASYNC_SUSPENDED;
            /* fall through */
        case 1:;
        }
        async_collect(cx, self->two.frame, &second, sizeof second);
        if (self->joint.base.status != 0) {
            note("pair:%s ", async_status_name(self->joint.base.status));
            return async_raised(frame, self->joint.base.status);
        }
        self->result = self->mode == ASYNC_JOINT_RACE ? self->joint.first
                                                       : self->one.frame.result + second;
        note("=%d ", self->result);
    }
    return ASYNC_FINISHED;
}
RAMP(pair, (int mode, int a, int va, int b, int vb), self->mode = mode; self->a = a; self->va = va;
     self->b = b; self->vb = vb)

#define GATHER(a, va, b, vb) pair(ASYNC_JOINT_GATHER, a, va, b, vb)
#define RACE(a, va, b, vb) pair(ASYNC_JOINT_RACE, a, va, b, vb)

static void test_gather(void)
{
    CU_ASSERT_EQUAL(async_run(GATHER(5, 1, 2, 2)), 0);
    CU_ASSERT(traced("2 d2 1 d1 =3 "));
}

static void test_gather_failure_cancels(void)
{
    CU_ASSERT_EQUAL(async_run(GATHER(100000, 1, 2, ASYNC_EIO)), ASYNC_EIO);
    CU_ASSERT(traced("-5 d-5 d1 pair:EIO "));
    CU_ASSERT_EQUAL(async_run(GATHER(1, ASYNC_EIO, 100000, 1)), ASYNC_EIO);
    CU_ASSERT(traced("-5 d-5 d1 pair:EIO "));
}

static void test_race(void)
{
    CU_ASSERT_EQUAL(async_run(RACE(100000, 1, 2, 2)), 0);
    CU_ASSERT(traced("2 d2 d1 =1 "));
    CU_ASSERT_EQUAL(async_run(RACE(1, 1, 2, 2)), 0);
    CU_ASSERT(traced("1 d1 d2 =0 "));
    CU_ASSERT_EQUAL(async_run(RACE(1, ASYNC_EIO, 2, 2)), ASYNC_EIO);
    CU_ASSERT(traced("-5 d-5 d2 pair:EIO "));
    CU_ASSERT_EQUAL(async_run(RACE(2, 1, 2, 2)), 0); /* both in one turn: the first one */
    CU_ASSERT_EQUAL(strncmp(trace, "1 d1 ", 5), 0);
    trace[0] = 0;
}

/* async int now(v): returns or raises at once */
struct now__frame {
    async_frame_t base;
    int result;
    int v;
};
static async_step_t now__resume(async_frame_t *frame, async_context_t *cx)
{
    struct now__frame *self = (struct now__frame *)frame;
    (void)cx;
    note("now%d ", self->v);
    if (self->v < 0) return async_raised(frame, self->v);
    self->result = self->v;
    return ASYNC_FINISHED;
}
static async_step_t now__start(struct now__frame *self, async_context_t *cx, int v)
{
    self->base.state = 0;
    self->v = v;
    return now__resume(&self->base, cx);
}

/* async int at_once(mode, a, b, c): the form over nap(100000, a), now(b), now(c) */
struct at_once__frame {
    async_frame_t base;
    int result;
    int mode, a, b, c;
    async_joint_t joint;
    struct { async_child_t child; struct nap__frame frame; } one;
    struct { async_child_t child; struct now__frame frame; } two, three;
};
static async_step_t at_once__resume(async_frame_t *frame, async_context_t *cx)
{
    struct at_once__frame *self = (struct at_once__frame *)frame;
    switch (frame->state) {
    case 0:
        async_joint_open(&self->joint, cx, (enum async_joint_mode)self->mode);
        if (self->a && async_joint_enter(&self->joint, &self->one.child, cx))
            async_joint_leave(&self->joint, cx, nap__start(&self->one.frame, cx, 100000, self->a),
                              &self->one.frame.base);
        if (async_joint_enter(&self->joint, &self->two.child, cx))
            async_joint_leave(&self->joint, cx, now__start(&self->two.frame, cx, self->b),
                              &self->two.frame.base);
        if (async_joint_enter(&self->joint, &self->three.child, cx))
            async_joint_leave(&self->joint, cx, now__start(&self->three.frame, cx, self->c),
                              &self->three.frame.base);
        AWAIT(at_once, 1, joint, async_joint_wait(&self->joint, cx))
        self->result = self->joint.first;
        note("first%d ", self->joint.first);
    }
    return ASYNC_FINISHED;
}
RAMP(at_once, (int mode, int a, int b, int c), self->mode = mode; self->a = a; self->b = b;
     self->c = c)

static void test_decided_at_once(void)
{
    CU_ASSERT_EQUAL(async_run(at_once(ASYNC_JOINT_RACE, 0, 1, 2)), 0);
    CU_ASSERT(traced("now1 first0 "));
    CU_ASSERT_EQUAL(async_run(at_once(ASYNC_JOINT_RACE, 9, 1, 2)), 0);
    CU_ASSERT(traced("now1 d9 first1 "));
    CU_ASSERT_EQUAL(async_run(at_once(ASYNC_JOINT_GATHER, 0, 1, 2)), 0);
    CU_ASSERT(traced("now1 now2 first-1 "));
    CU_ASSERT_EQUAL(async_run(at_once(ASYNC_JOINT_GATHER, 9, ASYNC_EIO, 2)), ASYNC_EIO);
    CU_ASSERT(traced("now-5 d9 "));
    CU_ASSERT_EQUAL(async_run(at_once(ASYNC_JOINT_GATHER, 0, ASYNC_EIO, 2)), ASYNC_EIO);
    CU_ASSERT(traced("now-5 "));
}

/* ------------------------------------------------------------------ cancelled from outside */

static async_loop_t *loop;
static async_task(int) t;
static void cancel_t(void *arg) { note("cancel%s ", async_cancel(t) ? "" : "!"); (void)arg; }
static void spawn_pair(void *arg)
{
    const int *p = (const int *)arg;
    t = async_spawn(pair(p[0], p[1], p[2], p[3], p[4]));
}
static int run_canceled(int mode, int a, int va, int b, int vb, uint64_t after)
{
    int arguments[] = { mode, a, va, b, vb }, status;
    loop = async_loop_new();
    async_call_soon(loop, spawn_pair, arguments);
    async_call_later(loop, after, cancel_t, NULL);
    async_loop_run(loop);
    status = async_status(t);
    async_release(t);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    return status;
}

static void test_outer_cancel(void)
{
    CU_ASSERT_EQUAL(run_canceled(ASYNC_JOINT_GATHER, 100000, 1, 200000, 2, 3), ASYNC_ECANCELED);
    CU_ASSERT(traced("cancel d1 d2 pair:ECANCELED "));
    CU_ASSERT_EQUAL(run_canceled(ASYNC_JOINT_GATHER, 1, 1, 200000, 2, 3), ASYNC_ECANCELED);
    CU_ASSERT(traced("1 d1 cancel d2 pair:ECANCELED "));
    CU_ASSERT_EQUAL(run_canceled(ASYNC_JOINT_RACE, 100000, 1, 200000, 2, 3), ASYNC_ECANCELED);
    CU_ASSERT(traced("cancel d1 d2 pair:ECANCELED "));
}

/* The cancel comes in the turn in which the last child is done: it still wins. */
static void test_cancel_and_done_together(void)
{
    CU_ASSERT_EQUAL(run_canceled(ASYNC_JOINT_RACE, 3, 1, 200000, 2, 3), ASYNC_ECANCELED);
    trace[0] = 0;
}

/* ------------------------------------------------------------------ many, and deep */

/* async int many(int n): gather of n naps of 0..n-1 ms by ramps; frames in an array */
struct many__frame {
    async_frame_t base;
    int result;
    int n;
    async_joint_t joint;
    struct { async_child_t child; async_frame_t *frame; } *child;
};
static async_step_t many__resume(async_frame_t *frame, async_context_t *cx)
{
    struct many__frame *self = (struct many__frame *)frame;
    switch (frame->state) {
    case 0:
        self->child = calloc((size_t)self->n + 1, sizeof *self->child);
        async_joint_open(&self->joint, cx, ASYNC_JOINT_GATHER);
        for (int i = 0; i < self->n; i++) {
            uintptr_t before;
            if (!async_joint_enter(&self->joint, &self->child[i].child, cx)) break;
            before = async_capture(cx);
            (void)nap(i % 50, i);
            self->child[i].frame = async_captured(cx, before);
            async_joint_leave(&self->joint, cx, async_begin(self->child[i].frame, cx),
                              self->child[i].frame);
        }
        if (async_joint_wait(&self->joint, cx) != ASYNC_FINISHED) {
            if (async_suspend(frame, many__resume, 1, &self->joint.base)) return ASYNC_SUSPENDED;
            /* fall through */
        case 1:;
        }
        self->result = 0;
        for (int i = 0; i < self->n; i++) {
            int value = 0;
            async_collect(cx, self->child[i].frame, &value, sizeof value);
            self->result += value;
        }
        free(self->child);
        if (self->joint.base.status) return async_raised(frame, self->joint.base.status);
    }
    return ASYNC_FINISHED;
}
RAMP(many, (int n), self->n = n)

static void spawn_many(void *arg) { t = async_spawn(many(*(int *)arg)); }
static void test_many(void)
{
    int sizes[] = { 0, 1, 10000 };
    for (int i = 0; i < 3; i++) {
        loop = async_loop_new();
        async_call_soon(loop, spawn_many, &sizes[i]);
        async_loop_run(loop);
        CU_ASSERT_EQUAL(async_result(t), sizes[i] * (sizes[i] - 1) / 2);
        async_release(t);
        CU_ASSERT_EQUAL(async_loop_close(loop), 0);
        trace[0] = 0;
    }
}

/* async int nest(int n): if (n == 0) await async_sleep(1); else await async_gather(nest(n - 1)); */
struct nest__frame {
    async_frame_t base;
    int result;
    int n;
    async_joint_t joint;
    struct async_sleep__frame sleep;
    struct { async_child_t child; async_frame_t *frame; } one;
};
static int nest(int n);
static async_step_t nest__resume(async_frame_t *frame, async_context_t *cx)
{
    struct nest__frame *self = (struct nest__frame *)frame;
    uintptr_t before;
    switch (frame->state) {
    case 0:
        if (self->n == 0) {
            AWAIT(nest, 1, sleep, async_sleep__start(&self->sleep, cx, 1))
            break;
        }
        async_joint_open(&self->joint, cx, ASYNC_JOINT_GATHER);
        async_joint_enter(&self->joint, &self->one.child, cx);
        before = async_capture(cx);
        (void)nest(self->n - 1);
        self->one.frame = async_captured(cx, before);
        async_joint_leave(&self->joint, cx, async_begin(self->one.frame, cx), self->one.frame);
        if (async_joint_wait(&self->joint, cx) != ASYNC_FINISHED) {
            if (async_suspend(frame, nest__resume, 2, &self->joint.base)) return ASYNC_SUSPENDED;
            /* fall through */
        case 2:;
        }
        async_collect(cx, self->one.frame, NULL, 0);
        if (self->joint.base.status) return async_raised(frame, self->joint.base.status);
    }
    self->result = self->n;
    return ASYNC_FINISHED;
}
RAMP(nest, (int n), self->n = n)

static void test_deep(void)
{
    CU_ASSERT_EQUAL(async_run(nest(20000)), 0);
}

int main(void)
{
    static const test_t tests[] = {
        { "gather", test_gather },
        { "a failure cancels the others", test_gather_failure_cancels },
        { "race", test_race },
        { "decided at once", test_decided_at_once },
        { "an outer cancel", test_outer_cancel },
        { "a cancel in the turn of the end", test_cancel_and_done_together },
        { "0, 1 and 10,000 children", test_many },
        { "deeply nested", test_deep },
        { NULL, NULL },
    };
    return run_tests("joint", tests);
}
