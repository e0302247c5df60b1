/* a cancellation unwinds the chain of awaits from the inside */
#include "pair.h"

static async int level(int n)
{
    defer printf("left %d\n", n);
    if (n == 0) {
        await async_sleep(500);
        return 0;
    }
    int r = await level(n - 1);
    puts("never");
    return r;
}

async int main(void)
{
    async_task(int) t = async_spawn(level(3));
    await async_sleep(20);
    async_cancel(t);
    printf("%s\n", NAME(await async_try(*t)));
    async_release(t);
    return 0;
}
