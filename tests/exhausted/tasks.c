/* Tasks, handles, combinators, queues, calls, threads: no status tells of memory. */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <stdlib.h>

static async int leaf(int n) { await async_sleep(1); return n; }
static async int deep(int n) { return n ? await deep(n - 1) + 1 : await leaf(0); }
static async generator(int) void numbers(int n)
{
    if (n == 0) return;
    await async_sleep(0);
    yield n;
    yield_from numbers(n - 1);
}
static void done(void *handle, void *arg) { (void)handle; ++*(int *)arg; }
static void called(void *arg) { ++*(int *)arg; }
static async void fills(async_queue(int) q)
{
    for (int i = 0; i < 20; i++) await async_put(q, i);
}

async int main(void)
{
    int a = 0, b = 0, c = 0, seen = 0, sum = 0;
    async_task(int) task = async_spawn(leaf(1));
    async_future(int) future = async_future_new(int);
    async_queue(int) queue = async_queue_new(int, 0);

    async_set_name(task, "named");
    async_on_done(task, done, &seen);
    async_call_soon(async_loop_current(), called, &seen);
    async_call_later(async_loop_current(), 1, called, &seen);
    async_detach(fills(queue));
    await async_gather(a = deep(5), b = leaf(2));
    await async_race(c = leaf(3), async_sleep(100));
    await async_map(2, int i, 6, leaf(i));
    async_group (g) {
        for (int i = 0; i < 3; i++) async_spawn_in(g, leaf(i));
    }
    async_for (int n, numbers(4)) sum += n;
    for (int i = 0; i < 20; i++) sum += await async_get(queue);
    async_set_result(future, 7);
    sum += await *future + await async_join(task);
    sum += await async_blocking(abs(-4));
    async_task(int) cancelled = async_spawn(leaf(9));
    await async_sleep(0);
    async_cancel(cancelled);
    await async_try(*cancelled);
    async_release(cancelled);
    async_release(future);
    async_queue_free(queue);
    printf("%d %d %d %d %d\n", a, b, c, seen, sum);
    return 0;
}
