/* thrown through three levels; the middle one answers by: catch */
#include "pair.h"

static generator(int) int low(void)
{
    defer puts("low");
    for (int i = 0; i < 2; i++) yield i;
    return 1;
}

static generator(int) int middle(void)
{
    defer puts("middle");
    for (int i = 0; i < 2; i++) {
        int r = 0, st = async_try(r = yield_from low());
        printf("%s %d\n", NAME(st), r);
        (void)st;
        yield 10 + i;
    }
    return 2;
}

static generator(int) int high(void)
{
    defer puts("high");
    int r = yield_from middle();
    yield 100 + r;
    return 3;
}

int main(void)
{
    async_gen(int) g = async_iter(high());
    shown(async_next(g), g);
    shown(async_next(g), g);
    bool more = shown(async_throw(g, ASYNC_EPIPE), g);
    while (more) more = shown(async_next(g), g);
    async_close(g);
    return 0;
}
