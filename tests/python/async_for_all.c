/* a loop over an async generator */
#include "pair.h"

static async generator(int) void ticks(int n)
{
    defer { await async_sleep(1); puts("closed"); }
    for (int i = 0; i < n; i++) {
        await async_sleep(5);
        yield i;
    }
}

async int main(void)
{
    async_for (int v, ticks(3)) printf("%d\n", v);
    puts("after");
    return 0;
}
