/* the inner one catches, and delegation goes on */
#include "pair.h"

static generator(int) int catches(int n)
{
    int caught = 0;

    for (int i = 0; i < n; i++) {
        int st = async_try(yield i);
        if (st) printf("caught %s\n", NAME(st));
        caught += st != 0;
    }
    return caught;
}

static generator(int) int outer(void)
{
    int a = yield_from catches(2);
    yield 10 + a;
    return 20 + (yield_from catches(1));
}

int main(void)
{
    async_gen(int) g = async_iter(outer());
    shown(async_next(g), g);
    shown(async_throw(g, ASYNC_EIO), g);
    shown(async_throw(g, ASYNC_EIO), g);
    shown(async_next(g), g);
    shown(async_throw(g, ASYNC_EPIPE), g);
    printf("%d\n", async_returned(int, g));
    async_close(g);
    return 0;
}
