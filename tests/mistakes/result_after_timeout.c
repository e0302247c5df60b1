// caught: compile unchecked-result
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int f(int x)
{
    await async_sleep(50);
    return x;
}
async int main(void)
{
    int v, st = await async_wait_for(1, v = f(1));
    if (st == 0) puts("in time");
    return v;
}
