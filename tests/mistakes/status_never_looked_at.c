// caught: run (?s)fails.*EINVAL
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async void fails(void)
{
    await async_sleep(1);
    async_raise(ASYNC_EINVAL);
}
async int main(void)
{
    async_detach(fails());
    await async_sleep(5);
    return 0;
}
