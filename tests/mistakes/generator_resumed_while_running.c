// caught: run (?i)running
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async_gen(int) h;
static generator(int) void g(void)
{
    async_next(h);
    yield 1;
}
async int main(void)
{
    h = async_iter(g());
    while (async_next(h)) printf("%d\n", *h);
    async_close(h);
    return 0;
}
