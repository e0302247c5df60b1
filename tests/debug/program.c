/* Tasks of several kinds; with an argument it tells that it is ready, and waits to be looked at. */
#include <asyncc.h>
#include <stdio.h>

static async int leaf(int ms) { await async_sleep(ms); return ms; }
static async int both(int ms)
{
    int a, b;
    await async_gather(a = leaf(ms), b = leaf(2 * ms));
    return a + b;
}
static async void wakes(async_future(int) future) { await leaf(5); async_set_result(future, 7); }
static async int woken(async_future(int) future) { return await *future; }

async int main(int argc, char **argv)
{
    (void)argv;
    async_future(int) future = async_future_new(int);
    async_task(int) one = async_spawn(both(argc > 1 ? 100000 : 4));
    async_task(int) two = async_spawn(woken(future));

    if (argc == 1) async_detach(wakes(future));
    async_set_name(two, "the sleeper");
    await async_sleep(1);
    puts("ready");
    fflush(stdout);
    int sum = await *one + await *two;
    async_release(one);
    async_release(two);
    async_release(future);
    return sum == 19 ? 0 : 1;
}
