// caught: run EINVAL
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int f(void)
{
    await async_sleep(1);
    async_raise(ASYNC_EINVAL);
}
async int main(void)
{
    async_task(int) t = async_spawn(f());
    (void)await async_try(*t);
    int v = async_result(t);
    async_release(t);
    return v;
}
