// caught: compile
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async const char *f(void)
{
    await async_sleep(1);
    return "x";
}
async int main(void)
{
    async_task(int) t = async_spawn(f());
    return await async_join(t);
}
