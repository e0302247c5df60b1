/*
 * r_loop.c - the loop: ready queue, timers, calls, runs, wrapping; the timer wheel by itself.
 */
#include "r_hand.h"

#include <pthread.h>
#include <uv.h>

#include "wheel.h"

/* ------------------------------------------------------------------ wheel */

static uint64_t random_state = 7;
static uint64_t draw(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

typedef struct numbered {
    async_tick_t tick;
    int number;
} numbered_t;

/* Takes what is due; every tick in order of (deadline, number), none early. Gives how many. */
static size_t take_due(wheel_t *wheel, uint64_t now)
{
    list_t due;
    size_t count = 0;
    uint64_t last = 0;
    int last_number = -1;

    wheel_expire(wheel, now, &due);
    for (; !list_empty(&due); count++) {
        numbered_t *n = container_of(due.next, numbered_t, tick.link);
        list_remove(&n->tick.link);
        n->tick.link.next = NULL;
        if (n->tick.deadline > now) CU_FAIL("early");
        if (n->tick.deadline < last) CU_FAIL("out of order");
        if (n->tick.deadline == last && n->number < last_number) CU_FAIL("not first in, first out");
        last = n->tick.deadline;
        last_number = n->number;
    }
    return count;
}

static void test_wheel_random(void)
{
    enum { COUNT = 20000 };
    static numbered_t ticks[COUNT];
    static wheel_t wheel;
    uint64_t now = 12345;
    size_t fired = 0, removed = 0;

    wheel_init(&wheel, now);
    for (int i = 0; i < COUNT; i++) {
        uint64_t span = (uint64_t)1 << (draw() % 22);
        ticks[i].number = i;
        wheel_insert(&wheel, &ticks[i].tick, now + draw() % span);
        if (draw() % 8 == 0) {
            numbered_t *other = &ticks[draw() % (uint64_t)(i + 1)];
            removed += other->tick.link.next != NULL;
            wheel_remove(&wheel, &other->tick);
        }
        if (draw() % 4 == 0) fired += take_due(&wheel, now += draw() % 50);
    }
    while (wheel.count) {
        uint64_t next = wheel_next(&wheel);
        if (next < now) CU_FAIL_FATAL("the wheel went back");
        fired += take_due(&wheel, now = next);
    }
    CU_ASSERT_EQUAL(fired + removed, COUNT);
    CU_ASSERT_EQUAL(wheel_next(&wheel), UINT64_MAX);
}

static void test_wheel_far(void)
{
    static wheel_t wheel;
    numbered_t a = { .number = 1 }, b = { .number = 2 };

    wheel_init(&wheel, 5);
    wheel_insert(&wheel, &a.tick, UINT64_MAX);
    wheel_insert(&wheel, &b.tick, 3); /* in the past: due at once */
    CU_ASSERT_EQUAL(wheel_next(&wheel), 5);
    CU_ASSERT_EQUAL(take_due(&wheel, 5), 1);
    CU_ASSERT(wheel_next(&wheel) > (uint64_t)1 << 60);
    wheel_remove(&wheel, &a.tick);
    wheel_remove(&wheel, &a.tick);
    CU_ASSERT_EQUAL(wheel.count, 0);
}

/* ------------------------------------------------------------------ calls */

static async_loop_t *loop;

static void say(void *text)
{
    note("%s ", (const char *)text);
    CU_ASSERT_PTR_EQUAL(async_loop_current(), loop);
    CU_ASSERT_PTR_NULL(async_self());
}
static void stop(void *arg)
{
    (void)arg;
    async_loop_stop(loop);
}

static void test_calls(void)
{
    async_timer_t *canceled;

    loop = async_loop_new();
    async_call_later(loop, 15, say, (void *)"late");
    async_call_later(loop, 5, say, (void *)"early");
    canceled = async_call_later(loop, 10, say, (void *)"NEVER");
    async_call_later(loop, 5, say, (void *)"early2");
    async_call_soon(loop, say, (void *)"soon");
    async_call_soon_threadsafe(loop, say, (void *)"posted");
    async_call_cancel(canceled);
    CU_ASSERT_EQUAL(async_loop_run(loop), 0);
    CU_ASSERT(traced("soon posted early early2 late "));
    CU_ASSERT_EQUAL(async_loop_run(loop), 0);
    async_call_soon(loop, say, (void *)"dropped");
    async_call_later(loop, 5, say, (void *)"dropped");
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    CU_ASSERT(traced(""));
}

static void test_stop(void)
{
    loop = async_loop_new();
    async_call_later(loop, 1000000, say, (void *)"NEVER");
    async_call_soon(loop, stop, NULL);
    async_call_soon(loop, say, (void *)"same-turn");
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
    CU_ASSERT(traced("same-turn "));
    /* Asked for before a run: it ends after one turn. */
    async_loop_stop(loop);
    async_call_soon(loop, say, (void *)"one-turn");
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
    async_loop_stop(loop);
    async_call_soon(loop, say, (void *)"and-one");
    CU_ASSERT_EQUAL(async_loop_run(loop), 0);
    CU_ASSERT(traced("one-turn and-one "));
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
}

static void *post_later(void *arg)
{
    (void)arg;
    for (int i = 0; i < 100; i++) async_call_soon_threadsafe(loop, say, (void *)".");
    async_call_soon_threadsafe(loop, stop, NULL);
    return NULL;
}

static void test_threadsafe(void)
{
    pthread_t thread;

    loop = async_loop_new();
    CU_ASSERT_EQUAL(pthread_create(&thread, NULL, post_later, NULL), 0);
    CU_ASSERT_EQUAL(async_loop_run_forever(loop), 0);
    pthread_join(thread, NULL);
    CU_ASSERT_EQUAL(strlen(trace), 200);
    trace[0] = 0;
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
}

/* ------------------------------------------------------------------ tasks and runs */

static async_task(int) t;
static void spawn_it(void *arg)
{
    (void)arg;
    t = async_spawn(nap(10, 4));
}
static void done_callback(void *handle, void *arg) { note("done%d%s ", *(int *)handle, (char *)arg); }

static void test_run_until_and_close(void)
{
    loop = async_loop_new();
    async_call_soon(loop, spawn_it, NULL);
    async_call_later(loop, 3, stop, NULL);
    CU_ASSERT_EQUAL(async_loop_run(loop), 0);
    CU_ASSERT_EQUAL(async_loop_close(loop), ASYNC_EBUSY);
    async_on_done(t, done_callback, (void *)"!");
    CU_ASSERT_EQUAL(async_loop_run_until(loop, t), 0);
    CU_ASSERT(traced("4 d4 done4! "));
    async_release(t);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
}

static void run_again(void *arg)
{
    (void)arg;
    CU_ASSERT_EQUAL(async_loop_run(loop), ASYNC_EBUSY);
    CU_ASSERT_EQUAL(async_loop_close(loop), ASYNC_EBUSY);
    CU_ASSERT_EQUAL(async_run(nap(1, 3)), 0); /* another loop is fine */
    CU_ASSERT_PTR_EQUAL(async_loop_current(), loop);
}

static void test_busy(void)
{
    loop = async_loop_new();
    async_call_soon(loop, run_again, NULL);
    CU_ASSERT_EQUAL(async_loop_run(loop), 0);
    CU_ASSERT(traced("3 d3 "));
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
}

/* A handle that the program opens keeps the loop running until its close callback has run. */
static uv_timer_t *open_handle;
static void closed(uv_handle_t *handle)
{
    note("closed ");
    free(handle);
}
static void on_uv_timer(uv_timer_t *timer) { uv_close((uv_handle_t *)timer, closed); }

static void test_uv_handles(void)
{
    loop = async_loop_new();
    open_handle = malloc(sizeof *open_handle);
    uv_timer_init(async_loop_uv(loop), open_handle);
    CU_ASSERT_EQUAL(async_loop_close(loop), ASYNC_EBUSY);
    uv_timer_start(open_handle, on_uv_timer, 1, 0);
    CU_ASSERT_EQUAL(async_loop_run(loop), 0);
    CU_ASSERT(traced("closed "));
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
}

/* Two tasks that only yield to each other do not keep I/O from being served. */
struct spin__frame {
    async_frame_t base;
    int result;
    int *until;
    struct async_sleep__frame sleep;
};
static async_step_t spin__resume(async_frame_t *frame, async_context_t *cx)
{
    struct spin__frame *self = (struct spin__frame *)frame;
    switch (frame->state) {
    case 0:
        while (!*self->until) {
            AWAIT(spin, 1, sleep, async_sleep__start(&self->sleep, cx, 0))
        }
    }
    self->result = 0;
    return ASYNC_FINISHED;
}
RAMP(spin, (int *until), self->until = until)

static int until;
static void *post_end(void *arg);
static void end_spin(void *arg) { (void)arg; until = 1; }
static void *post_end(void *arg)
{
    (void)arg;
    async_call_soon_threadsafe(loop, end_spin, NULL);
    return NULL;
}
static void spawn_spinners(void *arg)
{
    (void)arg;
    async_detach(spin(&until));
    async_detach(spin(&until));
}

static void test_fair_to_io(void)
{
    pthread_t thread;

    until = 0;
    loop = async_loop_new();
    async_call_soon(loop, spawn_spinners, NULL);
    CU_ASSERT_EQUAL(pthread_create(&thread, NULL, post_end, NULL), 0);
    CU_ASSERT_EQUAL(async_loop_run(loop), 0);
    pthread_join(thread, NULL);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
}

/* ------------------------------------------------------------------ wrapping */

static void test_wrap(void)
{
    uv_loop_t uv;

    unsetenv("ASYNC_VIRTUAL_TIME"); /* the program's loop has its own clock */
    CU_ASSERT_EQUAL(uv_loop_init(&uv), 0);
    loop = async_loop_wrap(&uv);
    CU_ASSERT_PTR_EQUAL(async_loop_current(), loop);
    t = async_spawn(nap(5, 1));
    async_detach(nap(0, 2));
    async_call_soon(loop, say, (void *)"soon");
    async_call_later(loop, 2, say, (void *)"later");
    CU_ASSERT_EQUAL(uv_run(&uv, UV_RUN_DEFAULT), 0);
    CU_ASSERT(traced("soon 2 d2 later 1 d1 "));
    CU_ASSERT_EQUAL(async_result(t), 1);
    async_release(t);
    t = async_spawn(nap(5, 1));
    CU_ASSERT_EQUAL(async_loop_run_until(loop, t), 0);
    CU_ASSERT(traced("1 d1 "));
    async_release(t);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    CU_ASSERT_PTR_NULL(async_loop_current());
    CU_ASSERT_EQUAL(uv_loop_close(&uv), 0);
    setenv("ASYNC_VIRTUAL_TIME", "1", 1);
}

/* ------------------------------------------------------------------ determinism */

static void spawn_five(void *arg)
{
    (void)arg;
    for (int i = 1; i <= 5; i++) async_detach(nap(0, i));
}
static void seeded_run(const char *seed, char *out)
{
    setenv("ASYNC_SEED", seed, 1);
    loop = async_loop_new();
    async_call_soon(loop, spawn_five, NULL);
    async_loop_run(loop);
    async_loop_close(loop);
    unsetenv("ASYNC_SEED");
    strcpy(out, trace);
    trace[0] = 0;
}

static void test_seed(void)
{
    char a[100], b[100];
    int different = 0;

    seeded_run("42", a);
    seeded_run("42", b);
    CU_ASSERT_STRING_EQUAL(a, b);
    CU_ASSERT_EQUAL(strlen(a), 25);
    for (int i = 0; i < 10; i++) {
        char seed[10];
        snprintf(seed, sizeof seed, "%d", i);
        seeded_run(seed, b);
        different += strcmp(a, b) != 0;
    }
    CU_ASSERT(different > 5);
}

static void test_virtual_time(void)
{
    uint64_t before;

    loop = async_loop_new();
    before = uv_hrtime();
    async_call_later(loop, 3600 * 1000, say, (void *)"hour");
    async_loop_run(loop);
    CU_ASSERT((uv_hrtime() - before) / 1000000 < 1000);
    CU_ASSERT(traced("hour "));
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
}

int main(void)
{
    static const test_t tests[] = {
        { "the wheel, at random", test_wheel_random },
        { "the wheel, far and past", test_wheel_far },
        { "calls soon and later", test_calls },
        { "stop", test_stop },
        { "calls from another thread", test_threadsafe },
        { "run until, and close while pending", test_run_until_and_close },
        { "a loop runs once at a time", test_busy },
        { "uv handles of the program", test_uv_handles },
        { "fair to I/O", test_fair_to_io },
        { "wrapping a uv loop", test_wrap },
        { "seeds", test_seed },
        { "virtual time", test_virtual_time },
        { NULL, NULL },
    };
    return run_tests("loop", tests);
}
