/* a loop over a generator, left in every way */
#include "pair.h"

static generator(int) void g1(int n)
{
    defer printf("closed %d\n", n);
    for (int i = 0; i < n; i++) yield i;
}

static int first_above(int limit)
{
    async_for (int v, g1(5)) {
        if (v > limit) return v;
    }
    return -1;
}

int main(void)
{
    async_for (int v, g1(2)) printf("%d\n", v);
    async_for (int v, g1(9)) {
        if (v == 1) continue;
        if (v == 3) break;
        printf("%d\n", v);
    }
    printf("%d\n", first_above(2));
    printf("%d\n", first_above(7));
    return 0;
}
