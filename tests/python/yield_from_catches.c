/* the delegator catches what the inner one raises */
#include "pair.h"

static generator(int) int inner(int n)
{
    for (int i = 0; i < n; i++) yield i;
    async_raise(ASYNC_EIO);
}

static generator(int) int outer(void)
{
    int r = 7, st = async_try(r = yield_from inner(2));

    printf("%s %d\n", NAME(st), r);
    yield 50;
    st = async_try(r = yield_from inner(1));
    return st == ASYNC_EPIPE;
}

int main(void)
{
    async_gen(int) g = async_iter(outer());
    shown(async_next(g), g);
    shown(async_next(g), g);
    shown(async_next(g), g);
    shown(async_next(g), g);
    shown(async_throw(g, ASYNC_EPIPE), g);
    printf("%d\n", async_returned(int, g));
    async_close(g);
    return 0;
}
