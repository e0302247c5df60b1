// caught: compile outside an async function
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int f(int x)
{
    await async_sleep(1);
    return x;
}
static void on_timer(void *arg)
{
    await f(1);
    (void)arg;
}
async int main(void)
{
    async_call_later(async_loop_current(), 1, on_timer, NULL);
    await async_sleep(5);
    return 0;
}
