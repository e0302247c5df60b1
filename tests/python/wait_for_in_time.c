/* wait_for: in time, too late, failed */
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
    int r = 0, st = await async_wait_for(100, r = work("a", 20, 5));
    printf("%s %d\n", NAME(st), r);
    st = await async_wait_for(20, r = work("b", 100, 6));
    printf("%s %d\n", NAME(st), r);
    st = await async_wait_for(100, r = work("c", 20, -1));
    printf("%s %d\n", NAME(st), r);
    return 0;
}
