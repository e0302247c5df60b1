/* async_wait and async_gather_tasks: done before, twice in the array, futures, cancelled, refused */
// stderr: !.
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static async int f(int ms, int v)
{
    await async_sleep(ms);
    if (v < 0) async_raise(v);
    return v;
}

static async void wait_all(async_task(int) *h, size_t n)
{
    defer printf("left ");
    printf("%zu ", await async_wait(h, n, ASYNC_ALL_COMPLETED, -1));
}

static async void gather_all(async_task(int) *h, size_t n)
{
    defer printf("left ");
    await async_gather_tasks(h, n);
    printf("gathered ");
}

static async void itself(void)
{
    void *own = async_self();
    printf("%s ", async_status_name(await async_try(async_gather_tasks(&own, 1))));
    size_t n = 9;
    int status = await async_try(n = async_wait(&own, 1, ASYNC_ALL_COMPLETED, -1));
    printf("%s %zu\n", async_status_name(status), n);
}

static async void done_before(void)
{
    async_task(int) h[3] = { async_spawn(f(1, 1)), async_spawn(f(0, ASYNC_EIO)), NULL };

    h[2] = h[0];
    printf("%zu ", await async_wait(h, 3, ASYNC_ALL_COMPLETED, -1));
    printf("%zu ", await async_wait(h, 3, ASYNC_FIRST_FAILED, 0));
    printf("%zu ", await async_wait(h, 0, ASYNC_FIRST_COMPLETED, -1));
    printf("%s\n", async_status_name(await async_try(async_gather_tasks(h, 3))));
    async_release(h[0]);
    async_release(h[1]);
}

static async void twice_in_the_array(void)
{
    async_task(int) t = async_spawn(f(2, 7)), other = async_spawn(f(60000, 0));
    async_task(int) h[3] = { t, other, t };

    size_t n = await async_wait(h, 3, ASYNC_FIRST_COMPLETED, -1);
    printf("%zu %d %d %d\n", n, h[0] == t, h[1] == t, h[2] == other);
    async_cancel(other);
    async_release(t);
    async_release(other);
}

static void complete(void *future)
{
    async_future(int) f = future;
    async_set_result(f, 5);
}

static async void futures(void)
{
    async_future(int) h[2] = { async_future_new(int), async_future_new(int) };

    async_call_later(async_loop_current(), 1, complete, h[1]);
    printf("%zu ", await async_wait(h, 2, ASYNC_FIRST_COMPLETED, -1));
    printf("%d %d\n", async_result(h[0]), async_done(h[1]));
    async_release(h[0]);
    async_release(h[1]);
}

/* A cancelled handle is done, and is no failure. */
static async void a_cancelled_one(void)
{
    async_task(int) a = async_spawn(f(60000, 1)), b = async_spawn(f(4, ASYNC_EPERM));
    async_task(int) h[3] = { a, b, async_spawn(f(60000, 2)) };

    await async_sleep(0);
    async_cancel(a);
    printf("%zu ", await async_wait(h, 3, ASYNC_FIRST_FAILED, -1));
    printf("%s ", async_status_name(async_status(b)));
    async_cancel(h[2]);
    int status = await async_try(async_gather_tasks(h, 3));
    printf("%s\n", async_status_name(status));
    for (int i = 0; i < 3; i++) async_release(h[i]);
}

/* Cancelled before it waits, and while it does. */
static async void the_waiter_is_cancelled(int ms, bool gather)
{
    async_task(int) h[2] = { async_spawn(f(3, 1)), async_spawn(f(3, 2)) };
    async_task(void) w = gather ? async_spawn(gather_all(h, 2)) : async_spawn(wait_all(h, 2));

    if (ms) await async_sleep(ms);
    async_cancel(w);
    printf("%s ", async_status_name(await async_try(*w)));
    async_release(w);
    printf("%d ", await async_join(h[0]) + await async_join(h[1]));
}

/* Cancelled when it is over, and has not run. */
static async void cancelled_in_the_same_turn(void)
{
    async_future(int) h[1] = { async_future_new(int) };
    async_task(void) a = async_spawn(wait_all(h, 1)), b = async_spawn(gather_all(h, 1));

    await async_sleep(1);
    async_set_result(h[0], 1);
    async_cancel(a);
    async_cancel(b);
    printf("%s ", async_status_name(await async_try(*a)));
    printf("%s\n", async_status_name(await async_try(*b)));
    async_release(a);
    async_release(b);
    async_release(h[0]);
}

/* Whoever waits holds the handles. */
static async void released_meanwhile(void)
{
    async_task(int) h[2] = { async_spawn(f(2, 1)), async_spawn(f(3, 2)) };
    async_task(void) w = async_spawn(wait_all(h, 2));

    await async_sleep(1);
    async_release(h[0]);
    async_release(h[1]);
    await async_join(w);
    printf("\n");
}

/* The array is looked at when the waiter runs: more may be done by then. */
static async void several_in_a_turn(void)
{
    async_task(int) h[3] = { async_spawn(f(60000, 0)), async_spawn(f(0, 1)), async_spawn(f(0, 2)) };

    printf("%zu ", await async_wait(h, 3, ASYNC_FIRST_COMPLETED, -1));
    printf("%d\n", await *h[0] + await *h[1]);
    for (int i = 0; i < 3; i++) {
        async_cancel(h[i]);
        async_release(h[i]);
    }
}

static async void as_a_child(void)
{
    async_task(int) h[2] = { async_spawn(f(2, 1)), async_spawn(f(60000, 2)) };
    async_task(int) k[1] = { async_spawn(f(1, 3)) };
    size_t n = 0, m = 0;

    await async_gather(n = async_wait(h, 2, ASYNC_FIRST_COMPLETED, -1),
                       m = async_wait(k, 1, ASYNC_ALL_COMPLETED, -1));
    printf("%zu %zu ", n, m);
    n = await async_join(async_spawn(async_wait(h, 2, ASYNC_ALL_COMPLETED, 1)));
    printf("%zu\n", n);
    async_cancel(h[1]);
    async_release(h[0]);
    async_release(h[1]);
    async_release(k[0]);
}

async int main(void)
{
    await async_join(async_spawn(itself()));                // expect: EINVAL EINVAL 9
    await done_before();                                    // expect: 3 3 0 EIO
    await twice_in_the_array();                             // expect: 2 1 1 1
    await futures();                                        // expect: 1 5 0
    await a_cancelled_one();                                // expect: 2 EPERM ECANCELED
    for (int ms = 0; ms < 2; ms++) {
        await the_waiter_is_cancelled(ms, false);
        await the_waiter_is_cancelled(ms, true);
        printf("\n");
    }
    // expect: ECANCELED 3 ECANCELED 3
    // expect: left ECANCELED 3 left ECANCELED 3
    await cancelled_in_the_same_turn();                     // expect: left left ECANCELED ECANCELED
    await released_meanwhile();                             // expect: 2 left
    await several_in_a_turn();                              // expect: 2 3
    await as_a_child();                                     // expect: 1 1 1
    return 0;
}
