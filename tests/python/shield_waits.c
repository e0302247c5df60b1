/* the shielded one goes on; the caller waits for it here, not in asyncio */
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

static async void protected(void)
{
    defer puts("protected left");
    await async_shield(work("a", 50, 1));
    puts("never");
}

async int main(void)
{
    async_task(void) t = async_spawn(protected());
    await async_sleep(10);
    async_cancel(t);
    printf("%s\n", NAME(await async_try(*t)));
    async_release(t);
    return 0;
}
