/* what api.md says of loops and threads (section 1) */
// stderr: ^asyncc: task 'forever' was destroyed but it is pending \(spawned at .*\)\n$
#include <asyncc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <uv.h>

#define CHECK(holds)                                                                               \
    do {                                                                                           \
        if (!(holds)) printf("%s, line %d: %s\n", __func__, __LINE__, #holds);                     \
    } while (0)

static int called;
static atomic_int left;

static async int nap(int ms, int v) { await async_sleep((uint64_t)ms); return v; }
static async int forever(void) { defer left++; await async_sleep(1000000); return 0; }
static async int fails(void) { await async_sleep(1); async_raise(ASYNC_EIO); return 0; }
static void counts(void *arg) { (void)arg; called++; }
static void done(void *h, void *arg) { (void)h; (void)arg; called++; }

/* ------------------------------------------------------------------ runs */

static void closed_before_and_while(void)
{
    async_loop_t *loop = async_loop_new();
    async_task(int) t = async_spawn_on(loop, forever());
    CHECK(async_loop_close(loop) == 0 && async_status(t) == ASYNC_ECANCELED);   // never came in
    async_release(t);

    t = async_spawn_on(loop = async_loop_new(), forever());
    async_loop_stop(loop);
    async_loop_run_forever(loop);
    CHECK(async_loop_close(loop) == ASYNC_EBUSY);           // it is named
    CHECK(async_cancel(t) && async_cancel(t));
    CHECK(async_loop_run(loop) == 0 && async_status(t) == ASYNC_ECANCELED);
    async_release(t);
    CHECK(async_loop_close(loop) == 0);
}

static void run_ends_by_itself(void)
{
    async_loop_t *loop = async_loop_new();
    called = 0;
    CHECK(async_loop_run(loop) == 0);                       // nothing to do
    async_call_soon(loop, counts, NULL);
    async_call_later(loop, 5, counts, NULL);
    async_call_cancel(async_call_later(loop, 100000, counts, NULL));
    CHECK(async_loop_run(loop) == 0 && called == 2);
    async_call_soon(loop, counts, NULL);
    async_call_later(loop, 1, counts, NULL);
    CHECK(async_loop_close(loop) == 0 && called == 2);      // calls that are not made
}

static void stop_before_the_run(void)
{
    async_loop_t *loop = async_loop_new();
    called = 0;
    async_loop_stop(loop);
    async_call_soon(loop, counts, NULL);
    CHECK(async_loop_run_forever(loop) == 0 && called == 1);
    CHECK(async_loop_close(loop) == 0);
}

static async int runs_inside(async_loop_t *loop)
{
    CHECK(async_loop_current() == loop);
    CHECK(async_loop_run(loop) == ASYNC_EBUSY && async_loop_close(loop) == ASYNC_EBUSY);
    CHECK(async_loop_run_until(loop, async_self()) == ASYNC_EBUSY);
    return async_run(nap(1, 0));                            // another loop, inside
}

static void nested(void)
{
    async_loop_t *loop = async_loop_new();
    async_task(int) t = async_spawn_on(loop, runs_inside(loop));
    CHECK(async_loop_run(loop) == 0 && async_status(t) == 0 && async_result(t) == 0);
    async_release(t);
    CHECK(async_loop_close(loop) == 0);
}

static async int spawns_and_ends(void) { async_detach(forever()); await async_sleep(1); return 3; }

static void statuses_of_run(void)
{
    left = 0;
    CHECK(async_run(nap(1, 5)) == 0 && async_run(fails()) == ASYNC_EIO);
    CHECK(async_run(spawns_and_ends()) == 0 && left == 1);
}

static async int counts_tasks(async_loop_t *loop)
{
    void *tasks[2] = {NULL, NULL};
    async_task(int) t = async_spawn(nap(1, 1)), u = async_spawn(nap(1, 1));
    CHECK(async_all_tasks(loop, tasks, 2) == 3 && tasks[0] == async_self() && tasks[1] == t);
    CHECK(async_all_tasks(loop, NULL, 0) == 3);
    int st = await async_join(t) + await async_join(u);
    CHECK(async_all_tasks(loop, tasks, 2) == 1);
    async_on_done(async_self(), done, NULL);
    return st;
}

static void callbacks_before_run_until_returns(void)
{
    async_loop_t *loop = async_loop_wrap(uv_default_loop());
    called = 0;
    async_task(int) t = async_spawn(counts_tasks(loop));
    CHECK(async_loop_run_until(loop, t) == 0 && called == 1 && async_result(t) == 2);
    async_release(t);
    CHECK(async_loop_close(loop) == 0);
}

/* ------------------------------------------------------------------ a loop of the program's */

static void on_timer(uv_timer_t *timer)
{
    async_task(int) *t = timer->data;
    *t = async_spawn(nap(5, 7));
    uv_close((uv_handle_t *)timer, NULL);
}

static void wrapped(void)
{
    uv_loop_t uv;
    uv_timer_t timer;
    async_task(int) t = NULL;
    uv_loop_init(&uv);
    async_loop_t *loop = async_loop_wrap(&uv);
    CHECK(async_loop_current() == loop && async_loop_uv(loop) == &uv);
    uv_timer_init(&uv, &timer);
    timer.data = &t;
    uv_timer_start(&timer, on_timer, 1, 0);
    CHECK(uv_run(&uv, UV_RUN_DEFAULT) == 0);                // until the task is done
    CHECK(t && async_done(t) && async_result(t) == 7);
    async_release(t);

    t = async_spawn(fails());
    int turns = 0;
    while (uv_run(&uv, UV_RUN_ONCE)) turns++;
    CHECK(async_status(t) == ASYNC_EIO && turns > 0);
    async_release(t);

    t = async_spawn(nap(1, 2));
    while (!async_done(t)) uv_run(&uv, UV_RUN_NOWAIT);
    async_release(t);
    called = 0;
    async_call_soon(loop, counts, NULL);
    async_call_later(loop, 2, counts, NULL);
    uv_run(&uv, UV_RUN_DEFAULT);
    CHECK(called == 2);
    CHECK(async_loop_close(loop) == 0 && uv_loop_close(&uv) == 0);
}

/* ------------------------------------------------------------------ threads */

enum { THREADS = 4, EACH = 50 };

static async_loop_t *shared;

static void *serves(void *loop) { async_loop_run_forever(loop); return NULL; }

static void *asks(void *arg)
{
    intptr_t sum = 0;
    (void)arg;
    for (int i = 0; i < EACH; i++) {
        async_task(int) t = async_spawn_on(shared, nap(i % 3, i));
        if (i % 5 == 0) {
            async_cancel(t);
            int st = async_block_on(t, -1);
            if (st == 0) sum += async_result(t);
            else sum += i;
        } else if (i % 5 == 1) {
            while (!async_done(t)) sched_yield();
            sum += async_result(t);
        } else if (async_block_on(t, 0) == ASYNC_ETIMEDOUT) {
            sum += async_block_on(t, -1) ? 0 : async_result(t);
        } else {
            sum += async_result(t);
        }
        async_release(t);
        async_call_soon_threadsafe(shared, counts, NULL);
    }
    return (void *)sum;
}

static async int asks_its_own(void)
{
    async_task(int) t = async_spawn_on(async_loop_current(), nap(5, 4));
    CHECK(async_block_on(t, -1) == ASYNC_EINVAL);
    CHECK((await async_try(*t)) == ASYNC_EINVAL);
    int st = await async_blocking(async_block_on(t, -1));
    CHECK(st == 0 && async_result(t) == 4);
    async_release(t);
    return 0;
}

static void threads(void)
{
    pthread_t server, thread[THREADS];
    intptr_t sum = 0;
    void *one;

    shared = async_loop_new();
    called = 0;
    pthread_create(&server, NULL, serves, shared);
    for (int i = 0; i < THREADS; i++) pthread_create(&thread[i], NULL, asks, NULL);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(thread[i], &one);
        sum += (intptr_t)one;
    }
    CHECK(sum == THREADS * EACH * (EACH - 1) / 2);
    async_task(int) t = async_spawn_on(shared, nap(100000, 1));
    CHECK(async_block_on(t, 5) == ASYNC_ETIMEDOUT && !async_done(t));
    async_cancel(t);
    CHECK(async_block_on(t, -1) == ASYNC_ECANCELED && !async_cancel(t));
    async_release(t);
    async_loop_stop(shared);
    pthread_join(server, NULL);
    CHECK(called == THREADS * EACH);
    CHECK(async_loop_close(shared) == 0);
    CHECK(async_run(asks_its_own()) == 0);
}

static async int worker(int index)
{
    await async_sleep((uint64_t)(3 - index));
    if (index == 2) async_raise(ASYNC_EPIPE);
    return index == 1 ? 77 : 0;
}

static async int quiet(int index) { (void)index; return 0; }

static void workers(void)
{
    CHECK(async_workers(4, worker) == 77);                  // the first by index that is not 0
    CHECK(async_workers(3, quiet) == 0 && async_workers(0, quiet) == 0 && async_workers(-1, quiet) == 0);
}

int main(void)
{
    closed_before_and_while();
    run_ends_by_itself();
    stop_before_the_run();
    nested();
    statuses_of_run();
    callbacks_before_run_until_returns();
    wrapped();
    threads();
    workers();
    printf("over\n");                                       // expect: over
    return 0;
}
