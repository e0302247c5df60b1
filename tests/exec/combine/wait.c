/* async_wait: partitions the array, done ones first; cancels nothing */
#include <asyncc.h>
#include <stdio.h>

static async int f(int ms, int v)
{
    await async_sleep(ms);
    if (v < 0) async_raise(v);
    return v;
}

static async_task(int) made[4];

static void start(async_task(int) *h, int a, int b, int c, int d, int second)
{
    h[0] = made[0] = async_spawn(f(a, 1));
    h[1] = made[1] = async_spawn(f(b, second));
    h[2] = made[2] = async_spawn(f(c, 3));
    h[3] = made[3] = async_spawn(f(d, 4));
}

static void show(size_t n, async_task(int) *h)
{
    printf("%zu:", n);
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 4; k++)
            if (h[i] == made[k]) printf(" %d%s", k, async_done(h[i]) ? "+" : "-");
    printf("\n");
}

static async void finish(void)
{
    for (int i = 0; i < 4; i++) {
        async_cancel(made[i]);
        await async_try(*made[i]);
        async_release(made[i]);
    }
}

async int main(void)
{
    async_task(int) h[4];

    start(h, 40, 1, 20, 10, 2);
    show(await async_wait(h, 4, ASYNC_ALL_COMPLETED, -1), h);       // expect: 4: 0+ 1+ 2+ 3+
    await finish();
    start(h, 60000, 60000, 5, 60000, 2);
    show(await async_wait(h, 4, ASYNC_FIRST_COMPLETED, -1), h);     // expect: 1: 2+ 0- 1- 3-
    await finish();
    start(h, 60000, 40, 2, 60000, ASYNC_EIO);
    show(await async_wait(h, 4, ASYNC_FIRST_FAILED, -1), h);        // expect: 2: 1+ 2+ 0- 3-
    await finish();
    start(h, 60000, 1, 60000, 1, 2);
    show(await async_wait(h, 4, ASYNC_ALL_COMPLETED, 60), h);       // expect: 2: 1+ 3+ 0- 2-
    await finish();
    start(h, 60000, 60000, 60000, 60000, 2);
    show(await async_wait(h, 4, ASYNC_ALL_COMPLETED, 0), h);        // expect: 0: 0- 1- 2- 3-
    await finish();
    return 0;
}
