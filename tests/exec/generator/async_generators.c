/* async generators: they suspend between their values, by loop and by hand */
#include <asyncc.h>
#include <stdio.h>

static async generator(int) int ticks(int n)
{
    defer {
        await async_sleep(0);
        printf("closed ");
    }
    for (int i = 0; i < n; i++) {
        await async_sleep(i % 2);
        yield i;
    }
    return n * 10;
}

static async generator(int) int doubled(int n)
{
    async_for (int i, ticks(n)) {
        await async_sleep(0);
        yield i * 2;
    }
    return yield_from ticks(1);
}

static async generator(int, int) void echo(void)
{
    int got = 0;
    for (;;) {
        await async_sleep(0);
        got = yield got + 1;
    }
}

static async generator(int) void fails(void)
{
    yield 1;
    await async_sleep(1);
    async_raise(ASYNC_EPIPE);
}

static async int sum(int n)
{
    int s = 0;
    async_for (int v, fails()) s += v * n;
    return s;
}

async int main(void)
{
    async_for (int i, ticks(3)) printf("%d ", i);
    printf("\n");                                       // expect: 0 1 2 closed
    async_for (int i, doubled(3)) printf("%d ", i);
    printf("\n");                                       // expect: 0 2 4 closed 0 closed
    async_for (int i, doubled(9)) if (i == 4) break;
    printf("\n");                                       // expect: closed
    async_gen(int) g = async_iter(ticks(2));
    while (await async_next(g)) printf("%d ", *g);
    printf("%d\n", async_returned(int, g));             // expect: 0 1 closed 20
    await async_close(g);
    g = async_iter(echo());
    await async_next(g);
    await async_send(g, 41);
    printf("%d\n", *g);                                 // expect: 42
    bool more = await async_throw(g, ASYNC_EIO);
    printf("%d %s\n", more, async_status_name(async_status(g)));    // expect: 0 EIO
    await async_close(g);
    int v = 0, status = await async_try(v = sum(5));
    printf("%d %s\n", v, async_status_name(status));    // expect: 0 EPIPE
    return 0;
}
