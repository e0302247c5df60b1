/* a block with a clock */
#include "pair.h"

static async int work(const char *name, int ms, int result)
{
    defer printf("%s left\n", name);
    printf("%s begins\n", name);
    await async_sleep((uint64_t)ms);
    if (result < 0) async_raise(ASYNC_EIO);
    printf("%s ends\n", name);
    return result;
}

static async void limited(int ms)
{
    defer puts("out");
    async_timeout (60) {
        defer puts("block left");
        await work("a", ms, 1);
        puts("in time");
    }
    puts("after");
}

async int main(void)
{
    for (int ms = 20; ms < 200; ms += 100) {
        int st = await async_try(limited(ms));
        printf("%s\n", NAME(st));
    }
    return 0;
}
