// caught: compile dropped
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
    async_spawn(f(1));
    await async_sleep(5);
    return 0;
}
