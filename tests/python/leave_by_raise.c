/* a block with awaiting defers left by: raise */
#include "pair.h"

static async int leaves(void)
{
    defer puts("function");
    for (int i = 0; i < 3; i++) {
        defer { await async_sleep(1); printf("loop %d\n", i); }
        for (int k = 0; k < 2; k++) {
            defer printf("inner %d %d\n", i, k);
            await async_sleep(1);
            if (i == 1) async_raise(ASYNC_EIO);
            printf("body %d %d\n", i, k);
        }
    }
    return 1;
}

async int main(void)
{
    int r = -1, st = await async_try(r = leaves());
    printf("%s %d\n", NAME(st), r);
    return 0;
}
