// caught: compile generator that is not async
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static generator(int) void g(void)
{
    await async_sleep(1);
    yield 1;
}
async int main(void)
{
    int n = 0;
    async_for (int v, g()) n += v;
    return n;
}
