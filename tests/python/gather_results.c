/* gather: all run, results in the order written */
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
    int a, b, c;
    await async_gather(a = work("a", 60, 1), b = work("b", 20, 2), c = work("c", 40, 3));
    printf("%d %d %d\n", a, b, c);
    return 0;
}
