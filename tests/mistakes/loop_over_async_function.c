// caught: compile no generator
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int f(int x)
{
    await async_sleep(1);
    return x;
}
async int main(void)
{
    int n = 0;
    async_for (int v, f(1)) n += v;
    return n;
}
