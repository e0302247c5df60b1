/* async_try around a yield or a delegation catches what is thrown there, and never a close */
#include <asyncc.h>
#include <stdio.h>

static generator(int) int inner(void) { defer printf("inner "); yield 1; return 7; }

static generator(int) int deep(int n)
{
    defer printf("deep%d ", n);
    if (!n) return yield_from inner();
    int r = 0, status = async_try(r = yield_from deep(n - 1));
    printf("caught%d ", status);
    return r;
}

static async generator(int) int slow(void)
{
    defer {
        await async_sleep(1);
        printf("slow ");
    }
    await async_sleep(1);
    yield 2;
    return 8;
}

static generator(int) void own(void) { printf("caught%d ", async_try(yield 1)); }
static generator(int) void kept(void) { int r = 0, status = async_try(r = yield_from inner()); printf("caught%d ", status + r); }
static generator(int) void dropped(void) { int status = async_try(yield_from inner()); printf("caught%d ", status); }
static generator(int) void pooled(void) { int status = async_try(yield_from deep(2)); printf("caught%d ", status); }
static async generator(int) void over(void)
{
    defer printf("over ");
    int status = async_try(yield_from slow());
    printf("caught %s ", async_status_name(status));
    yield 3;
}

static void close_by_hand(void)
{
    async_gen(int) all[] = {async_iter(own()), async_iter(kept()), async_iter(dropped()), async_iter(pooled())};

    for (int i = 0; i < 4; i++) {
        async_next(all[i]);
        async_close(all[i]);
        printf("| ");
    }
    printf("\n");       // expect: | inner | inner | inner deep0 deep1 deep2 | 
    async_for (int v, pooled()) {
        if (v == 1) break;
    }
    printf("\n");       // expect: inner deep0 deep1 deep2 
    async_gen(int) g = async_iter(dropped());
    async_next(g);
    async_throw(g, 5);
    printf("\n");       // expect: inner caught5 
    async_close(g);
}

async int main(void)
{
    close_by_hand();
    async_gen(int) g = async_iter(over());
    await async_next(g);
    await async_close(g);
    printf("\n");       // expect: slow over 
    async_for (int v, over()) {
        printf("%d ", v);
        break;
    }
    printf("\n");       // expect: 2 slow over 
    g = async_iter(over());
    await async_next(g);
    bool more = await async_throw(g, ASYNC_EIO);
    printf("%d %d\n", more, *g);        // expect: slow caught EIO 1 3
    await async_close(g);
    printf("\n");       // expect: over 
    return 0;
}
