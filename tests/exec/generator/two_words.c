/* yield before another word of the dialect, where a statement begins and elsewhere */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

#define AWAITED(e) await e
#define NEXT yield await

static async int f(int v) { await async_sleep(1); return v; }
static generator(int) int two(int v) { yield v; return v + 1; }
static async void nothing(void) { await async_sleep(1); }

static async generator(int) int words(int n)
{
    async_task(int) t = async_spawn(f(40));
    defer async_release(t);
    int x;

    yield await f(1);
    yield /* a comment */ await f(2) + await f(3);
    yield AWAITED(f(6));
    NEXT f(7);
    yield await *t;
    yield await async_shield(f(8));
    yield yield 9;
    yield yield_from two(10);
    yield_from two(await f(12));
    x = yield await f(13);
    yield x + await f(14);
    if (n) yield await f(15);
    else yield yield_from two(16);
    for (yield await f(18); n < 2; yield await f(18 + n)) n++;
    switch (n) {
    case 2: yield await f(21);
    }
    (void)(yield await f(22));
    await nothing();
again:
    yield n-- > 1 ? await f(23) : await f(24);
    if (n) goto again;
    return await f(25);
}

static generator(int) void plain(void)
{
    yield yield yield 1;
    yield yield_from two(2);
}

async int main(void)
{
    async_gen(int) g = async_iter(words(1));
    while (await async_next(g)) printf("%d ", *g);
    printf("%d\n", async_returned(int, g)); // expect: 1 5 6 7 40 8 9 0 10 11 12 13 14 15 18 20 21 22 23 24 25
    await async_close(g);
    async_for (int v, plain()) printf("%d ", v);
    printf("\n"); // expect: 1 0 0 2 3 
    return 0;
}
