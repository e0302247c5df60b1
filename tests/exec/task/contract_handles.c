/* handles, futures and done callbacks: what may be done to them, and when (dialect, section 6) */
// env: ASYNC_VIRTUAL_TIME=1
// stderr: !.
#include "../conformance/cases.h"

static async void once_only(void)
{
    async_future(int) f = async_future_new(int);
    CHECK(async_set_result(f, 1) && !async_set_result(f, 2) && !async_set_status(f, ASYNC_EIO));
    CHECK(!async_cancel(f) && async_status(f) == 0 && await *f == 1);
    async_release(f);
    f = async_future_new(int);
    CHECK(async_set_status(f, ASYNC_EIO) && !async_set_result(f, 2) && !async_set_status(f, 0));
    CHECK(async_status(f) == ASYNC_EIO && (await async_try(*f)) == ASYNC_EIO);
    async_release(f);
}

static async void completed_with_what_it_holds(void)
{
    struct pair { int a, b; };
    async_future(struct pair) f = async_future_new(struct pair);
    CHECK(async_set_result(f, (struct pair){1, 2}) && (await *f).b == 2);
    async_future(int) g = async_future_new(int);
    memcpy((void *)(uintptr_t)g, &(int){12}, sizeof(int));
    CHECK(async_set_status(g, 0) && await *g == 12);
    async_future(void) nothing = async_future_new(void);
    CHECK(async_set_status(nothing, 0));
    await *nothing;
    async_release(f);
    async_release(g);
    async_release(nothing);
}

/* ------------------------------------------------------------------ done callbacks */

static int called;
static async_task(int) later;

static void counts(void *h, void *arg) { (void)h; called += arg ? *(int *)arg : 1; }
static void cancels(void *h, void *arg) { (void)h; called += async_cancel(arg); }
static void spawns(void *h, void *arg) { (void)arg; later = async_spawn(after(5, *(int *)h + 1, 0)); }
static void releases(void *h, void *arg) { (void)arg; async_release(h); called++; }
static void completes(void *h, void *arg) { (void)h; async_set_status(arg, 0); }

static async void a_callback_that_cancels(void)
{
    async_task(int) victim = async_spawn(after(1000, 0, 0)), t = async_spawn(after(1, 0, 0));
    called = 0;
    async_on_done(t, cancels, victim);
    CHECK((await async_try(async_join(victim))) == ASYNC_ECANCELED && called == 1);
    async_on_done(t, cancels, t);                           // done: nothing
    await turns(3);
    CHECK(called == 1);
    async_release(t);
}

static async void a_callback_that_spawns(void)
{
    async_task(int) t = async_spawn(after(1, 4, 0));
    async_on_done(t, spawns, NULL);
    CHECK(await async_join(t) == 4);
    await turns(2);
    CHECK(await async_join(later) == 5);
}

static async void a_callback_that_releases(void)
{
    async_task(int) t = async_spawn(after(1, 4, 0));
    called = 0;
    async_on_done(t, counts, NULL);
    async_on_done(t, releases, NULL);                       // the spawner's reference
    async_on_done(t, counts, NULL);
    await async_sleep(3);
    CHECK(called == 3);
}

static async void a_callback_of_a_cancelled_one(void)
{
    async_task(int) t = async_spawn(after(100, 4, 0));
    called = 0;
    async_on_done(t, counts, NULL);
    async_cancel(t);
    CHECK(called == 0);
    await turns(3);
    CHECK(called == 1 && async_done(t));
    async_release(t);
}

static async void a_callback_that_completes(void)
{
    async_future(void) first = async_future_new(void), second = async_future_new(void);
    async_on_done(first, completes, second);
    async_set_status(first, 0);
    CHECK(!async_done(second));
    await *second;
    async_release(first);
    async_release(second);
}

static async void callbacks_keep_the_handle(void)
{
    async_future(int) f = async_future_new(int);
    called = 0;
    int seven = 7;
    async_on_done(f, counts, &seven);
    async_set_result(f, 1);
    async_release(f);                                       // the last one of the program's
    await turns(2);
    CHECK(called == 7);
}

/* ------------------------------------------------------------------ sets */

static async void wait_statuses_count_as_seen(void)
{
    async_task(int) hs[2] = {async_spawn(after(1, 0, ASYNC_EIO)), async_spawn(after(2, 0, ASYNC_EIO))};
    CHECK(await async_wait(hs, 2, ASYNC_ALL_COMPLETED, -1) == 2);
    async_release(hs[0]);
    async_release(hs[1]);
    hs[0] = async_spawn(after(1, 0, ASYNC_EIO));
    async_for (async_task(int) t, async_as_completed(hs, 1)) (void)t;
    async_release(hs[0]);
}

static async void wait_partitions(void)
{
    async_task(int) a = async_spawn(after(30, 1, 0)), b = async_spawn(after(10, 2, 0)),
                    c = async_spawn(after(20, 3, ASYNC_EIO));
    async_task(int) hs[4] = {a, b, c, b};
    CHECK(await async_wait(hs, 4, ASYNC_FIRST_COMPLETED, 0) == 0 && hs[0] == a && hs[3] == b);
    CHECK(await async_wait(hs, 4, ASYNC_FIRST_COMPLETED, -1) == 2 && hs[0] == b && hs[1] == b);
    CHECK(hs[2] == a && hs[3] == c);
    CHECK(await async_wait(hs, 4, ASYNC_FIRST_FAILED, -1) == 3 && hs[2] == c && hs[3] == a);
    CHECK(await async_wait(hs, 4, ASYNC_ALL_COMPLETED, 5) == 3);
    CHECK(await async_wait(hs, 4, ASYNC_ALL_COMPLETED, 50) == 4 && async_now() > 0);
    CHECK(await async_wait(hs, 0, ASYNC_ALL_COMPLETED, -1) == 0);
    CHECK((await async_try(async_gather_tasks(hs, 4))) == ASYNC_EIO);
    async_release(a);
    async_release(b);
    async_release(c);
}

static async void gather_tasks_in_array_order(void)
{
    async_task(int) hs[3] = {async_spawn(after(20, 0, ASYNC_EPERM)), async_spawn(after(1, 0, ASYNC_EIO)),
                             async_spawn(after(30, 3, 0))};
    CHECK((await async_try(async_gather_tasks(hs, 3))) == ASYNC_EPERM && async_result(hs[2]) == 3);
    for (int i = 0; i < 3; i++) async_release(hs[i]);
}

static async void waits_cancel_nothing(void)
{
    async_task(int) hs[2] = {async_spawn(after(20, 1, 0)), async_spawn(after(30, 2, 0))};
    CHECK((await async_wait_for(5, async_gather_tasks(hs, 2))) == ASYNC_ETIMEDOUT);
    async_task(size_t) t = async_spawn(async_wait(hs, 2, ASYNC_ALL_COMPLETED, -1));
    await async_sleep(1);
    async_cancel(t);
    CHECK((await async_try(async_join(t))) == ASYNC_ECANCELED);
    async_for (async_task(int) h, async_as_completed(hs, 2)) { (void)h; break; }
    CHECK(await async_join(hs[0]) + await async_join(hs[1]) == 3);
}

/* ------------------------------------------------------------------ awaiting */

static async int awaits(async_task(int) t) { return await *t; }

static async void many_await_one(void)
{
    async_task(int) t = async_spawn(after(5, 9, 0)), w[5];
    for (int i = 0; i < 5; i++) w[i] = async_spawn(awaits(t));
    await async_sleep(1);
    async_task(int) late = async_spawn(awaits(t));
    for (int i = 0; i < 5; i++) CHECK(await async_join(w[i]) == 9);
    CHECK(await async_join(late) == 9 && await *t == 9 && await *t == 9);
    async_release(t);
}

/* asyncio's rule: the awaited task is cancelled with one of its awaiters, and the others see it. */
static async void cancel_goes_to_the_awaited(void)
{
    async_task(int) t = async_spawn(after(50, 9, 0)), a = async_spawn(awaits(t)), b = async_spawn(awaits(t));
    await async_sleep(1);
    async_cancel(a);
    CHECK((await async_try(async_join(a))) == ASYNC_ECANCELED && async_state(t) == ASYNC_CANCELED);
    CHECK((await async_try(async_join(b))) == ASYNC_ECANCELED);
    async_release(t);
}

static async void an_awaiter_without_a_reference(void)
{
    async_task(int) t = async_spawn(after(5, 9, 0)), a = async_spawn(awaits(t));
    await async_sleep(1);
    async_release(t);
    CHECK(await async_join(a) == 9);
}

static async int awaits_itself(void) { return await async_try(*(async_task(int))async_self()); }

static async void oneself(void)
{
    async_task(int) t = async_spawn(awaits_itself());
    CHECK(await async_join(t) == ASYNC_EINVAL);
}

static async void created_ones(void)
{
    async_task(int) t = async_create(after(1, 3, 0)), u = async_create(after(-1, 4, 0));
    CHECK(async_state(t) == ASYNC_PENDING && !async_done(u));
    CHECK(!async_step(u) && async_result(u) == 4 && !async_step(u));
    async_start(t);
    CHECK(await async_join(t) == 3);
    t = async_create(after(1, 3, 0));
    CHECK(async_cancel(t) && !async_step(t) && async_status(t) == ASYNC_ECANCELED);
    async_release(t);
    async_release(async_create(after(1, 3, 0)));            // never ran
    async_release(u);
}

static async void names(void)
{
    async_task(int) t = async_spawn(after(1, 3, 0));
    CHECK(!strcmp(async_name(t), "after"));
    async_set_name(t, "");
    CHECK(!strcmp(async_name(t), ""));
    async_set_name(t, async_name(t));
    async_set_name(t, "x");
    await *t;
    CHECK(!strcmp(async_name(t), "x"));
    async_release(t);
    async_release(NULL);
}

async int main(void)
{
    RUN(once_only);
    RUN(completed_with_what_it_holds);
    RUN(a_callback_that_cancels);
    RUN(a_callback_that_spawns);
    RUN(a_callback_that_releases);
    RUN(a_callback_of_a_cancelled_one);
    RUN(a_callback_that_completes);
    RUN(callbacks_keep_the_handle);
    RUN(wait_statuses_count_as_seen);
    RUN(wait_partitions);
    RUN(gather_tasks_in_array_order);
    RUN(waits_cancel_nothing);
    RUN(many_await_one);
    RUN(cancel_goes_to_the_awaited);
    RUN(an_awaiter_without_a_reference);
    RUN(oneself);
    RUN(created_ones);
    RUN(names);
    printf("%d\n", ran);                                    // expect: 18
    return 0;
}
