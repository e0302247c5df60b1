/* values, then the end, again and again */
#include "pair.h"

static generator(int) int count(int n)
{
    for (int i = 0; i < n; i++) yield i;
    return 10 * n;
}

int main(void)
{
    async_gen(int) g = async_iter(count(3));
    while (shown(async_next(g), g)) continue;
    printf("%d\n", async_returned(int, g));
    shown(async_next(g), g);
    shown(async_next(g), g);
    async_close(g);
    return 0;
}
