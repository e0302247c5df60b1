/* what an async generator raises is raised in the loop */
#include "pair.h"

static async generator(int) void g1(void)
{
    defer puts("generator left");
    yield 1;
    await async_sleep(1);
    async_raise(ASYNC_EPIPE);
}

static async void all(void)
{
    defer puts("loop left");
    async_for (int v, g1()) printf("%d\n", v);
    puts("never");
}

async int main(void)
{
    printf("%s\n", NAME(await async_try(all())));
    return 0;
}
