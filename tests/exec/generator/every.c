/* async_every: ticks at equal distances; those that are missed are left out */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static async void count(void)
{
    uint64_t start = async_now();
    int n = 0;

    async_for (uint64_t t, async_every(10)) {
        printf("%d ", (int)(t - start));
        if (++n == 2) await async_sleep(25);
        if (n == 4) break;
    }
    printf("%d\n", (int)(async_now() - start));
}

static async void at_once(void)
{
    uint64_t start = async_now();
    int n = 0;

    async_for (uint64_t t, async_every(0)) {
        if (++n == 3) break;
        printf("%d ", (int)(t - start));
    }
    printf("%d\n", n);
}

static async void tell(void)
{
    defer printf("left\n");
    async_for (uint64_t t, async_every(1000)) printf("tick %d ", t != 0);
}

async generator(uint64_t) void delegating(void)
{
    yield 7;
    yield_from async_every(5);
}

async int main(void)
{
    uint64_t start = async_now();
    int n = 0;

    await count();                                      // expect: 10 20 50 60 60
    await at_once();                                    // expect: 0 0 3
    async_task(void) t = async_spawn(tell());
    await async_sleep(2500);
    async_cancel(t);
    await async_try(*t);                                // expect: tick 1 tick 1 left
    async_release(t);
    async_gen(uint64_t) g = async_iter(async_every(20)), unused = async_iter(async_every(1));
    printf("%d ", await async_next(g));
    printf("%d\n", await async_throw(g, ASYNC_EIO));    // expect: 1 0
    printf("%s\n", async_status_name(async_status(g))); // expect: EIO
    await async_close(g);
    await async_close(unused);
    start = async_now();
    async_for (uint64_t v, delegating()) {
        printf("%d ", v == 7 ? 7 : (int)(v - start));
        if (++n == 3) break;
    }
    printf("\n");                                       // expect: 7 5 10
    return 0;
}
