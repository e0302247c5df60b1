/* a raise in a deferred statement takes the place of what was raised */
#include "pair.h"

static generator(int) void g1(void)
{
    defer puts("last");
    defer async_raise(ASYNC_EPIPE);
    defer puts("first");
    yield 1;
}

int main(void)
{
    async_gen(int) g = async_iter(g1());
    shown(async_next(g), g);
    shown(async_throw(g, ASYNC_EIO), g);
    async_close(g);
    g = async_iter(g1());
    shown(async_next(g), g);
    shown(async_next(g), g);
    async_close(g);
    return 0;
}
