/*
 * Unit tests of the poll: what ends it while tasks are pending, and reads that run their branch
 * from it.
 */
#include "net_fixture.h"

static uv_timer_t timer;
static async_future(int) future;
static async_stream_t *left, *right;
static char trace[128];

static void say(void *what) { strcat(strcat(trace, what), " "); }

static bool traced(const char *expected)
{
    bool same = strcmp(trace, expected) == 0;

    if (!same) printf("traced '%s', expected '%s'\n", trace, expected);
    trace[0] = '\0';
    return same;
}

/* Two ends of a stream, and a task that is pending all the time; the loop is left. */
static ssize_t *open_ends(void *buf, size_t len)
{
    ssize_t *task;

    open_pair(&left, &right);
    task = async_spawn(async_read(left, buf, len));
    settle();
    async__loop_leave(loop, async_context(), &entry);
    return task;
}

static void close_ends(ssize_t *task)
{
    CU_ASSERT_TRUE(async__loop_enter(loop, async_context(), &entry));
    async_cancel(task);
    settle();
    async_release(task);
    async_close(left);
    async_close(right);
}

/* Runs until the future is done, with a callback of the program's own in the poll. */
static void run_with(uv_timer_cb callback)
{
    future = async_future_new(int);
    uv_timer_init(async_loop_uv(loop), &timer);
    uv_timer_start(&timer, callback, 1, 0);
    CU_ASSERT_EQUAL(async_loop_run_until(loop, future), 0);
    async_release(future);
    uv_close((uv_handle_t *)&timer, NULL);
}

static void complete(uv_timer_t *it)
{
    (void)it;
    async_set_result(future, 1);
}

static void complete_soon(void *arg)
{
    (void)arg;
    async_set_result(future, 1);
}

static void call_soon(uv_timer_t *it)
{
    (void)it;
    async_call_soon(loop, complete_soon, NULL);
}

static void call_later(uv_timer_t *it)
{
    (void)it;
    async_call_later(loop, 1, complete_soon, NULL);
}

static void spawn(uv_timer_t *it)
{
    (void)it;
    async_detach(async_sleep(1));
    async_call_later(loop, 2, complete_soon, NULL);
}

/* None of these has an awaiter that would be queued by it. */
static void test_ends(void)
{
    static const uv_timer_cb callbacks[] = {complete, call_soon, call_later, spawn};
    char buf[4096];

    for (size_t i = 0; i < sizeof callbacks / sizeof *callbacks; i++) {
        ssize_t *task = open_ends(buf, sizeof buf);
        run_with(callbacks[i]);
        close_ends(task);
    }
}

static void stop(uv_timer_t *it)
{
    (void)it;
    async_loop_stop(loop);
}

static void test_stop(void)
{
    char buf[4096];
    ssize_t *task = open_ends(buf, sizeof buf);

    uv_timer_init(async_loop_uv(loop), &timer);
    uv_timer_start(&timer, stop, 1, 0);
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
    uv_timer_start(&timer, stop, 1, 0);
    CU_ASSERT_EQUAL(async_loop_run(loop), 0);
    uv_close((uv_handle_t *)&timer, NULL);
    close_ends(task);
}

static void on_done(void *handle, void *what)
{
    (void)handle;
    say(what);
}

static void feed(uv_timer_t *it)
{
    uv_buf_t bytes = uv_buf_init("ab", 2);

    CU_ASSERT_EQUAL(uv_try_write((uv_stream_t *)async_stream_uv(right), &bytes, 1), 2);
    say(it->data);
}

/* A read that completes in the poll ends its task there; what watches it is called in its turn. */
static void read_in_poll(size_t len)
{
    char buf[4096];
    ssize_t *task = open_ends(buf, len);

    async_on_done(task, on_done, (void *)"done");
    uv_timer_init(async_loop_uv(loop), &timer);
    timer.data = (void *)"feed";
    uv_timer_start(&timer, feed, 1, 0);
    CU_ASSERT_EQUAL(async_loop_run_until(loop, task), 0);
    CU_ASSERT_EQUAL(*task, 2);
    CU_ASSERT(traced("feed done "));
    uv_close((uv_handle_t *)&timer, NULL);
    close_ends(task);
}

static void test_read(void)
{
    read_in_poll(4096); /* straight into its buffer */
    read_in_poll(16);   /* through the stream's own */
}

/* A coroutine driven by hand does not go on by itself, whatever completes. */
static void test_by_hand(void)
{
    char buf[4096];
    ssize_t *task = open_ends(buf, sizeof buf), *other;

    CU_ASSERT_TRUE(async__loop_enter(loop, async_context(), &entry));
    async_cancel(task);
    settle();
    other = async_create(async_read(left, buf, sizeof buf));
    CU_ASSERT_TRUE(async_step(other));
    async__loop_leave(loop, async_context(), &entry);
    timer.data = (void *)"feed";
    uv_timer_init(async_loop_uv(loop), &timer);
    uv_timer_start(&timer, feed, 1, 0);
    async_call_later(loop, 20, complete_soon, NULL);
    future = async_future_new(int);
    CU_ASSERT_EQUAL(async_loop_run_until(loop, future), 0);
    CU_ASSERT_FALSE(async_done(other));
    CU_ASSERT_FALSE(async_step(other));
    CU_ASSERT_EQUAL(async_result(other), 2);
    CU_ASSERT(traced("feed "));
    async_release(future);
    async_release(other);
    uv_close((uv_handle_t *)&timer, NULL);
    close_ends(task);
}

int main(void)
{
    static const net_test_t tests[] = {
        {"what ends it", test_ends},
        {"stop", test_stop},
        {"reads run their branch", test_read},
        {"not what is driven by hand", test_by_hand},
    };
    return RUN_TESTS("poll", tests);
}
