/* tasks in the order of their ends */
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
    async_task(int) t[3] = { async_spawn(work("a", 90, 1)), async_spawn(work("b", 30, 2)), async_spawn(work("c", 60, 3)) };
    async_for (async_task(int) d, async_as_completed(t, 3)) printf("%d\n", await *d);
    for (int i = 0; i < 3; i++) async_release(t[i]);
    return 0;
}
