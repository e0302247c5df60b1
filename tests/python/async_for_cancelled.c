/* a cancellation in the middle of a loop closes the generator */
#include "pair.h"

static async generator(int) void ticks(int n)
{
    defer { await async_sleep(1); puts("closed"); }
    for (int i = 0; i < n; i++) {
        await async_sleep(10);
        yield i;
    }
}

static async void consume(void)
{
    defer puts("consumer left");
    async_for (int v, ticks(9)) {
        printf("%d\n", v);
        if (v == 1) await async_sleep(500);
    }
}

async int main(void)
{
    async_task(void) t = async_spawn(consume());
    await async_sleep(23);
    async_cancel(t);
    printf("%s\n", NAME(await async_try(*t)));
    async_release(t);
    return 0;
}
