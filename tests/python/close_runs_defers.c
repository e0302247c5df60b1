/* closed at a yield: the last deferred first */
#include "pair.h"

static generator(int) void g1(void)
{
    defer puts("outer");
    for (int i = 0; i < 3; i++) {
        defer printf("inner %d\n", i);
        yield i;
    }
}

int main(void)
{
    async_gen(int) g = async_iter(g1());
    shown(async_next(g), g);
    shown(async_next(g), g);
    async_close(g);
    puts("closed");
    return 0;
}
