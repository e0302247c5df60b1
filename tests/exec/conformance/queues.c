/* what CPython's test_queues and test_futures check, as far as it makes sense in C */
// env: ASYNC_VIRTUAL_TIME=1
#include "cases.h"

typedef async_queue(int) ints;
static async int get(ints q) { return await async_get(q); }
static async void put(ints q, int v) { await async_put(q, v); }

static async void full(void)
{
    ints q = async_queue_new(int, 1);
    int v = 0;
    CHECK(!async_try_get(q, &v) && async_try_put(q, 1) && !async_try_put(q, 2) && async_queue_len(q) == 1);
    async_queue_free(q);
}

static async void queue_order(void)
{
    ints q = async_queue_new(int, 0);
    for (int i = 1; i <= 3; i++) async_try_put(q, i * i % 7);
    CHECK(await get(q) == 1 && await get(q) == 4 && await get(q) == 2);
    async_queue_free(q);
}

static async void lifo_order(void)
{
    ints q = async_lifo_queue_new(int, 0);
    for (int i = 1; i <= 3; i++) async_try_put(q, i);
    CHECK(await get(q) == 3 && await get(q) == 2 && await get(q) == 1);
    async_queue_free(q);
}

static int smaller(const int *a, const int *b) { return (*a > *b) - (*a < *b); }
static async void priority_order(void)
{
    ints q = async_priority_queue_new(int, 0, smaller);
    for (int i = 0; i < 3; i++) async_try_put(q, (int[]){ 3, 1, 2 }[i]);
    CHECK(await get(q) == 1 && await get(q) == 2 && await get(q) == 3);
    async_queue_free(q);
}

static async void maxsize(void)
{
    ints q = async_queue_new(int, 2);
    async_task(void) t[3];
    for (int i = 0; i < 3; i++) t[i] = async_spawn(put(q, i));
    await turns(2);
    CHECK(async_queue_len(q) == 2 && !async_done(t[2]));
    CHECK(await get(q) == 0);
    for (int i = 0; i < 3; i++) await async_join(t[i]);
    CHECK(async_queue_len(q) == 2);
    async_queue_free(q);
}

static async void blocking_get_wait(void)
{
    ints q = async_queue_new(int, 0);
    async_task(int) t = async_spawn(get(q));
    await async_sleep(10);
    CHECK(!async_done(t));
    async_try_put(q, 1);
    CHECK(await async_join(t) == 1);
    async_queue_free(q);
}

static async void get_with_putters(void)
{
    ints q = async_queue_new(int, 1);
    async_try_put(q, 1);
    async_task(void) t = async_spawn(put(q, 2));
    await turns(1);
    CHECK(await get(q) == 1);
    await async_join(t);
    CHECK(await get(q) == 2);
    async_queue_free(q);
}

static async void get_cancelled(void)
{
    ints q = async_queue_new(int, 0);
    CHECK(await async_wait_for(5, get(q)) == ASYNC_ETIMEDOUT);
    async_try_put(q, 1);
    CHECK(await get(q) == 1);
    async_queue_free(q);
}

static async void get_cancelled_race(void)
{
    ints q = async_queue_new(int, 0);
    async_task(int) a = async_spawn(get(q)), b = async_spawn(get(q));
    await turns(1);
    async_cancel(a);
    async_try_put(q, 7);
    CHECK(await async_try(async_join(a)) == ASYNC_ECANCELED && await async_join(b) == 7);
    async_queue_free(q);
}

/* The one that an item is promised to is cancelled: it goes to the next. */
static async void get_cancel_drop_one_pending_reader(void)
{
    ints q = async_queue_new(int, 0);
    async_task(int) a = async_spawn(get(q)), b = async_spawn(get(q));
    await turns(1);
    async_try_put(q, 7);
    async_cancel(a);
    CHECK(await async_try(async_join(a)) == ASYNC_ECANCELED && await async_join(b) == 7);
    async_queue_free(q);
}

static async void get_cancel_drop_many_pending_readers(void)
{
    ints q = async_queue_new(int, 0);
    async_task(int) t[6];
    int sum = 0;
    for (int i = 0; i < 6; i++) t[i] = async_spawn(get(q));
    await turns(1);
    for (int i = 0; i < 3; i++) async_try_put(q, 1 << i);
    for (int i = 0; i < 3; i++) async_cancel(t[i]);
    for (int i = 0; i < 6; i++) {
        int v = 0, st = await async_try(v = async_join(t[i]));
        CHECK((i < 3) == (st == ASYNC_ECANCELED));
        sum += v;
    }
    CHECK(sum == 7);
    async_queue_free(q);
}

static async void put_cancel_drop(void)
{
    ints q = async_queue_new(int, 1);
    async_try_put(q, 1);
    async_task(void) a = async_spawn(put(q, 2)), b = async_spawn(put(q, 3));
    await turns(1);
    CHECK(await get(q) == 1);
    async_cancel(a);
    CHECK(await async_try(async_join(a)) == ASYNC_ECANCELED);
    await async_join(b);
    CHECK(await get(q) == 3 && async_queue_len(q) == 0);
    async_queue_free(q);
}

static async void put_cancelled_race(void)
{
    ints q = async_queue_new(int, 1);
    async_try_put(q, 1);
    async_task(void) a = async_spawn(put(q, 2)), b = async_spawn(put(q, 3));
    await turns(1);
    async_cancel(a);
    CHECK(await get(q) == 1 && await get(q) == 3);
    CHECK(await async_try(async_join(a)) == ASYNC_ECANCELED);
    await async_join(b);
    async_queue_free(q);
}

static async void put_with_waiting_getters(void)
{
    ints q = async_queue_new(int, 0);
    async_task(int) t = async_spawn(get(q));
    await turns(1);
    await put(q, 5);
    CHECK(await async_join(t) == 5);
    async_queue_free(q);
}

static async void worker(ints q, int *sum)
{
    for (;;) {
        *sum += await async_get(q);
        await async_sleep(1);
        async_task_done(q);
    }
}

static async void task_done(void)
{
    ints q = async_queue_new(int, 0);
    int sum = 0;
    async_task(void) a = async_spawn(worker(q, &sum)), b = async_spawn(worker(q, &sum));
    for (int i = 0; i < 100; i++) async_try_put(q, i);
    await async_queue_join(q);
    CHECK(sum == 99 * 50);
    async_cancel(a);
    async_cancel(b);
    (void)await async_try(async_join(a));
    (void)await async_try(async_join(b));
    async_queue_free(q);
}

static async void join_empty_queue(void)
{
    ints q = async_queue_new(int, 0);
    await async_queue_join(q);
    await async_queue_join(q);
    async_queue_free(q);
}

/* ------------------------------------------------------------------ futures */

static async void initial_state(void)
{
    async_future(int) f = async_future_new(int);
    CHECK(!async_done(f) && async_state(f) == ASYNC_PENDING && async_status(f) == 0);
    async_cancel(f);
    CHECK(async_done(f) && async_state(f) == ASYNC_CANCELED);
    async_release(f);
}

static async void future_cancel(void)
{
    async_future(int) f = async_future_new(int);
    CHECK(async_cancel(f) && !async_cancel(f) && !async_set_result(f, 1) && !async_set_status(f, ASYNC_EIO));
    CHECK(await async_try(*f) == ASYNC_ECANCELED);
    async_release(f);
}

static async void future_result(void)
{
    async_future(int) f = async_future_new(int);
    CHECK(async_set_result(f, 42) && async_result(f) == 42 && !async_set_result(f, 43) && await *f == 42);
    CHECK(!async_cancel(f));
    async_release(f);
}

static async void future_exception(void)
{
    async_future(int) f = async_future_new(int);
    CHECK(async_set_status(f, ASYNC_EIO) && async_status(f) == ASYNC_EIO && async_state(f) == ASYNC_DONE);
    CHECK(await async_try(*f) == ASYNC_EIO && await async_try(*f) == ASYNC_EIO);
    async_release(f);
}

static async int twice(async_future(int) f) { return await *f + await *f; }
static async void yield_from_twice(void)
{
    async_future(int) f = async_future_new(int);
    async_task(int) t = async_spawn(twice(f));
    await turns(1);
    async_set_result(f, 21);
    CHECK(await async_join(t) == 42);
    async_release(f);
}

static int bag;
static void collect(void *handle, void *arg) { bag = bag * 100 + *(int *)arg + (async_status(handle) ? 10 : 0); }

static async void callbacks_invoked(void)
{
    static int one = 1, two = 2;
    for (int code = 0; code >= ASYNC_EIO; code += ASYNC_EIO) {
        async_future(int) f = async_future_new(int);
        bag = 0;
        async_on_done(f, collect, &one);
        async_on_done(f, collect, &two);
        async_set_status(f, code);
        CHECK(bag == 0);
        await turns(1);
        CHECK(bag == (code ? 1112 : 102));
        async_on_done(f, collect, &one);
        CHECK(bag == (code ? 1112 : 102));
        await turns(1);
        CHECK(bag % 100 == (code ? 11 : 1));
        async_release(f);
    }
}

static void adds_another(void *handle, void *arg)
{
    static int nine = 9;
    if (arg) async_on_done(handle, adds_another, NULL);
    else collect(handle, &nine);
}

static async void schedule_callbacks_list_mutation(void)
{
    async_future(int) f = async_future_new(int);
    bag = 0;
    async_on_done(f, adds_another, &bag);
    async_set_result(f, 1);
    async_release(f);
    await turns(3);
    CHECK(bag == 9);
}

async int main(void)
{
    RUN(full); RUN(queue_order); RUN(lifo_order); RUN(priority_order); RUN(maxsize);
    RUN(blocking_get_wait); RUN(get_with_putters); RUN(get_cancelled); RUN(get_cancelled_race);
    RUN(get_cancel_drop_one_pending_reader); RUN(get_cancel_drop_many_pending_readers);
    RUN(put_cancel_drop); RUN(put_cancelled_race); RUN(put_with_waiting_getters); RUN(task_done);
    RUN(join_empty_queue); RUN(initial_state); RUN(future_cancel); RUN(future_result);
    RUN(future_exception); RUN(yield_from_twice); RUN(callbacks_invoked);
    RUN(schedule_callbacks_list_mutation);
    printf("%d cases\n", ran);      // expect: 23 cases
    return 0;
}
