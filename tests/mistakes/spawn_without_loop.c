// caught: run outside a running loop
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int f(int x)
{
    await async_sleep(1);
    return x;
}
int main(void)
{
    async_task(int) t = async_spawn(f(1));
    async_release(t);
    return 0;
}
