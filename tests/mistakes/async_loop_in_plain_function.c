// caught: compile outside an async function
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async generator(int) void g(void)
{
    await async_sleep(1);
    yield 1;
}
static int sum(void)
{
    int n = 0;
    async_for (int v, g()) n += v;
    return n;
}
async int main(void) { return sum(); }
