/* generators inside generators, by loops */
#include "pair.h"

static generator(int) void pairs_inner(int n)
{
    defer printf("(%d)\n", n);
    for (int i = 0; i < n; i++) yield i;
}

static generator(int) void pairs(int n)
{
    async_for (int a, pairs_inner(n)) {
        async_for (int b, pairs_inner(a)) yield 10 * a + b;
    }
}

int main(void)
{
    async_for (int v, pairs(4)) {
        if (v == 31) break;
        printf("%d\n", v);
    }
    return 0;
}
