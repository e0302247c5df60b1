/* a close in the middle of a recursion */
#include "pair.h"

static generator(int) void down(int n)
{
    defer printf("left %d\n", n);
    yield n;
    if (n > 0) yield_from down(n - 1);
    yield -n;
}

int main(void)
{
    for (int stop = 1; stop < 7; stop++) {
        async_gen(int) g = async_iter(down(2));
        for (int i = 0; i < stop; i++) shown(async_next(g), g);
        if (stop % 2) shown(async_throw(g, ASYNC_EIO), g);
        async_close(g);
        puts("--");
    }
    return 0;
}
