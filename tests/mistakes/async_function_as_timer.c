// caught: compile pointer to a plain function
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async void tick(void *arg)
{
    await async_sleep(1);
    (void)arg;
}
async int main(void)
{
    async_call_later(async_loop_current(), 1, tick, NULL);
    await async_sleep(5);
    return 0;
}
