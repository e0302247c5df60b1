/* left by break: the generator is closed, and its defers waited for */
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
    async_for (int v, ticks(9)) {
        printf("%d\n", v);
        if (v == 2) break;
    }
    puts("after");
    return 0;
}
