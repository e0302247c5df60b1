/*
 * r_generator.c - plain generators, driven by hand.
 */
#include "r_hand.h"

/*
 * generator(int, int) int echo(int first):
 *      int x = first; defer note("bye ");
 *      while (x != 0) { x = yield x * 2; if (x == 99) async_raise(ASYNC_EIO); } return 7;
 * A status thrown at the yield is noted and, unless it is ASYNC_EAGAIN, raised again.
 */
struct echo__frame {
    async_frame_t base;
    int value, *slot, sent;
    int returned;
    int x;
};

static async_step_t echo__resume(async_frame_t *frame, async_context_t *cx)
{
    struct echo__frame *self = (struct echo__frame *)frame;

    (void)cx;
    switch (frame->state) {
    case 0:
        while (self->x != 0) {
            *self->slot = self->x * 2;
            return async_yielded(frame, self->slot, 1);
        case 1:
            if (frame->status != 0) {
                note("thrown %s ", frame->status == ASYNC_CLOSING ? "close"
                                                                   : async_status_name(frame->status));
                if (frame->status != ASYNC_EAGAIN) {
                    note("bye ");
                    return async_raised(frame, frame->status);
                }
                frame->status = 0;
                continue;
            }
            self->x = ((struct echo__frame *)async_generator_root(self->slot))->sent;
            if (self->x == 99) {
                note("bye ");
                return async_raised(frame, ASYNC_EIO);
            }
        }
        self->returned = 7;
        note("bye ");
    }
    return ASYNC_FINISHED;
}

static const async_coroutine_t echo__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_GENERATOR, .name = "echo", .file = __FILE__,
    .size = sizeof(struct echo__frame), .align = _Alignof(struct echo__frame),
    .result = offsetof(struct echo__frame, returned), .result_size = sizeof(int),
    .value_size = sizeof(int), .sent = offsetof(struct echo__frame, sent),
    .sent_size = sizeof(int), .resume = echo__resume,
};

static int echo(int first)
{
    async_context_t *cx = async_context();
    struct echo__frame *self;
    async_ramp(cx, "echo");
    self = (struct echo__frame *)async_frame_capture(cx, &echo__async);
    self->slot = &self->value;
    self->x = first;
    async_leave(cx, &echo__async, &self->base);
    return 0;
}

/*
 * generator(int) int tree(int depth): if (depth) { yield_from tree(depth - 1); } yield depth;
 */
struct tree__frame {
    async_frame_t base;
    int value, *slot;
    int returned;
    int depth;
    async_frame_t *call;
};
static int tree(int depth);

static async_step_t tree__resume(async_frame_t *frame, async_context_t *cx)
{
    struct tree__frame *self = (struct tree__frame *)frame;
    uintptr_t before;

    switch (frame->state) {
    case 0:
        if (self->depth > 0) {
            before = async_capture(cx);
            (void)tree(self->depth - 1);
            self->call = async_captured(cx, before);
            async_generator_open(self->call, self->call->resume);
            ((struct tree__frame *)self->call)->slot = self->slot;
            return async_delegated(frame, self->call, 1);
        case 1:
            if (self->call->status != 0) return async_raised(frame, async_dropped(cx, self->call));
            async_drop(cx, self->call);
        }
        *self->slot = self->depth;
        return async_yielded(frame, self->slot, 2);
    case 2:
        if (frame->status != 0) {
            note("x%d ", self->depth);
            return async_raised(frame, frame->status);
        }
    }
    return ASYNC_FINISHED;
}

static const async_coroutine_t tree__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_GENERATOR, .name = "tree", .file = __FILE__,
    .size = sizeof(struct tree__frame), .align = _Alignof(struct tree__frame),
    .result = offsetof(struct tree__frame, returned), .result_size = sizeof(int),
    .value_size = sizeof(int), .resume = tree__resume,
};

static int tree(int depth)
{
    async_context_t *cx = async_context();
    struct tree__frame *self;
    async_ramp(cx, "tree");
    self = (struct tree__frame *)async_frame_capture(cx, &tree__async);
    self->slot = &self->value;
    self->depth = depth;
    async_leave(cx, &tree__async, &self->base);
    return 0;
}

/* ------------------------------------------------------------------ tests */

static void test_next_and_send(void)
{
    async_gen(int) g = (int *)async_iter(echo(5));

    CU_ASSERT(async_next(g) && *g == 10);
    CU_ASSERT(async_send(g, 8) && *g == 16);
    CU_ASSERT_EQUAL(async_status(g), 0);
    CU_ASSERT_FALSE(async_next(g)); /* brings 0 */
    CU_ASSERT_EQUAL(async_status(g), 0);
    CU_ASSERT_EQUAL(async_returned(int, g), 7);
    CU_ASSERT_FALSE(async_next(g));
    CU_ASSERT_FALSE(async_send(g, 3));
    CU_ASSERT_FALSE(async_throw(g, ASYNC_EIO));
    async_close(g);
    CU_ASSERT(traced("bye "));
}

static void test_send_too_early(void)
{
    async_gen(int) g = (int *)async_iter(echo(5));

    CU_ASSERT_FALSE(async_send(g, 8));
    CU_ASSERT_EQUAL(async_status(g), ASYNC_EINVAL);
    CU_ASSERT(async_next(g) && *g == 10);
    CU_ASSERT_EQUAL(async_status(g), 0);
    async_close(g);
    CU_ASSERT(traced("thrown close bye "));
}

static void test_throw(void)
{
    async_gen(int) g = (int *)async_iter(echo(5));

    CU_ASSERT(async_next(g));
    CU_ASSERT(async_throw(g, ASYNC_EAGAIN) && *g == 10);
    CU_ASSERT_FALSE(async_throw(g, ASYNC_ENOENT));
    CU_ASSERT_EQUAL(async_status(g), ASYNC_ENOENT);
    async_close(g);
    CU_ASSERT(traced("thrown EAGAIN thrown ENOENT bye "));

    g = (int *)async_iter(echo(5));
    CU_ASSERT_FALSE(async_throw(g, ASYNC_EIO));
    CU_ASSERT_EQUAL(async_status(g), ASYNC_EIO);
    CU_ASSERT_FALSE(async_next(g));
    async_close(g);
    CU_ASSERT(traced(""));
}

static void test_raise_inside(void)
{
    async_gen(int) g = (int *)async_iter(echo(1));

    CU_ASSERT(async_next(g));
    CU_ASSERT_FALSE(async_send(g, 99));
    CU_ASSERT_EQUAL(async_status(g), ASYNC_EIO);
    async_close(g);
    CU_ASSERT(traced("bye "));
}

static void test_close_unstarted(void)
{
    async_gen(int) g = (int *)async_iter(echo(1));

    async_close(g);
    async_close((int *)NULL);
    CU_ASSERT(traced(""));
}

static void test_delegation(void)
{
    async_gen(int) g = (int *)async_iter(tree(100000));

    for (int i = 0; i <= 100000; i++)
        if (!async_next(g) || *g != i) CU_FAIL_FATAL("wrong value");
    CU_ASSERT_FALSE(async_next(g));
    async_close(g);

    g = (int *)async_iter(tree(3));
    CU_ASSERT(async_next(g) && async_next(g) && *g == 1);
    async_close(g);
    CU_ASSERT(traced("x1 "));
    g = (int *)async_iter(tree(3));
    CU_ASSERT(async_next(g));
    CU_ASSERT_FALSE(async_throw(g, ASYNC_EIO));
    CU_ASSERT_EQUAL(async_status(g), ASYNC_EIO);
    async_close(g);
    CU_ASSERT(traced("x0 "));
}

/* The arguments of a spawn may step a generator. */
static int first_of(int v)
{
    async_gen(int) g = (int *)async_iter(tree(v));
    int value = async_next(g) ? *g : -1;
    async_close(g);
    return value;
}

static void test_inside_a_capture(void)
{
    CU_ASSERT_EQUAL(async_run(nap(first_of(2), first_of(0) + 5)), 0);
    CU_ASSERT(traced("x0 x0 5 d5 "));
}

int main(void)
{
    static const test_t tests[] = {
        { "next and send", test_next_and_send },
        { "send before the first yield", test_send_too_early },
        { "throw", test_throw },
        { "a raise inside", test_raise_inside },
        { "close of one not started, and of NULL", test_close_unstarted },
        { "delegation", test_delegation },
        { "inside a capture", test_inside_a_capture },
        { NULL, NULL },
    };
    return run_tests("generator", tests);
}
