/* the return value is computed before the defers */
#include "pair.h"

static generator(int) int g1(void)
{
    int n = 1;
    defer { n = 50; printf("deferred %d\n", n); }
    yield n;
    n = 2;
    return n;
}

int main(void)
{
    async_gen(int) g = async_iter(g1());
    shown(async_next(g), g);
    shown(async_next(g), g);
    printf("%d\n", async_returned(int, g));
    async_close(g);
    return 0;
}
