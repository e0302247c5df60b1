// caught: compile use-after-release
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
    async_task(int) t = async_spawn(f(0));
    int v = await async_join(t);
    return v + await async_join(t);
}
