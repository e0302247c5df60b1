// caught: compile 'async_close' of an async generator without 'await'
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async generator(int) void g(void)
{
    await async_sleep(1);
    defer await async_sleep(1);
    yield 1;
}
async int main(void)
{
    async_gen(int) h = async_iter(g());
    await async_next(h);
    async_close(h);
    return 0;
}
