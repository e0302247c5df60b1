/* awaits one after the other */
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
    int sum = await work("a", 20, 1) + 10 * await work("b", 10, 2);
    printf("%d\n", sum);
    return 0;
}
