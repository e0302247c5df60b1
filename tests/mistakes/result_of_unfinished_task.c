// caught: run is not done
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
    async_task(int) t = async_spawn(f(1));
    int v = async_result(t);
    async_release(t);
    return v;
}
