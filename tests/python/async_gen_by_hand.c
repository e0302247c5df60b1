/* an async generator stepped by hand */
#include "pair.h"

static async generator(int, int) void echo(int n)
{
    int got = 0;
    for (int i = 0; i < n; i++) {
        await async_sleep(1);
        int st = async_try(got = async_receive(int, yield got + i));
        if (st) printf("caught %s\n", NAME(st));
    }
}

async int main(void)
{
    async_gen(int) g = async_iter(echo(3));
    shown(await async_next(g), g);
    shown(await async_send(g, 5), g);
    shown(await async_throw(g, ASYNC_EIO), g);
    shown(await async_next(g), g);
    await async_close(g);
    return 0;
}
