/* a status goes up until it is caught */
#include "pair.h"

static async int level(int n, int catches)
{
    defer printf("left %d\n", n);
    if (n == 0 && catches == 0) async_raise(ASYNC_EIO);
    if (n == 0) return await async_try(level(0, 0)) == ASYNC_EIO;
    int r = -1;
    if (n == catches || n == 1) {
        int st = await async_try(r = level(n - 1, catches));
        printf("%d: %s\n", n, NAME(st));
        return r + 10;
    }
    return await level(n - 1, catches);
}

async int main(void)
{
    for (int n = 0; n < 4; n++) printf("%d\n", await level(n, 2));
    return 0;
}
