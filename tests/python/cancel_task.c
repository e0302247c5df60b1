/* a cancelled task leaves where it stands */
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

async int main(void)
{
    async_task(int) t = async_spawn(work("a", 100, 1));
    await async_sleep(20);
    printf("%d\n", async_cancel(t));
    int st = await async_try(*t);
    printf("%s %d\n", NAME(st), async_cancel(t));
    async_release(t);
    return 0;
}
