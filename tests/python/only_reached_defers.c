/* a defer that was not reached does not run */
#include "pair.h"

static generator(int) void g1(void)
{
    defer puts("one");
    yield 1;
    defer puts("two");
    yield 2;
    defer puts("three");
    yield 3;
}

int main(void)
{
    for (int n = 0; n < 5; n++) {
        async_gen(int) g = async_iter(g1());
        for (int i = 0; i < n; i++) shown(async_next(g), g);
        async_close(g);
        puts("--");
    }
    return 0;
}
