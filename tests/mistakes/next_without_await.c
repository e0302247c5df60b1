// caught: compile 'async_next' of an async generator without 'await'
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async generator(int) void g(void)
{
    await async_sleep(1);
    yield 1;
}
async int main(void)
{
    async_gen(int) h = async_iter(g());
    int n = 0;
    while (async_next(h)) n += *h;
    await async_close(h);
    return n;
}
