/* what is raised after catching is another status */
#include "pair.h"

static generator(int) void g1(void)
{
    int st = async_try(yield 1);
    defer printf("deferred %s\n", NAME(st));
    if (st == ASYNC_EIO) async_raise(ASYNC_EPIPE);
    yield 2;
}

int main(void)
{
    for (int i = 0; i < 2; i++) {
        async_gen(int) g = async_iter(g1());
        shown(async_next(g), g);
        shown(async_throw(g, i ? ASYNC_EINVAL : ASYNC_EIO), g);
        shown(async_next(g), g);
        async_close(g);
    }
    return 0;
}
