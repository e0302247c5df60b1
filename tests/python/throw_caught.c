/* what is thrown can be caught at the yield, and the next value is the answer */
#include "pair.h"

static generator(int) int catches(int n)
{
    int caught = 0;

    for (int i = 0; i < n; i++) {
        int st = async_try(yield i);
        if (st) printf("caught %s\n", NAME(st));
        caught += st != 0;
    }
    return caught;
}

int main(void)
{
    async_gen(int) g = async_iter(catches(4));
    shown(async_next(g), g);
    shown(async_throw(g, ASYNC_EIO), g);
    shown(async_next(g), g);
    shown(async_throw(g, ASYNC_EPIPE), g);
    shown(async_throw(g, ASYNC_EINVAL), g);
    printf("%d\n", async_returned(int, g));
    async_close(g);
    return 0;
}
