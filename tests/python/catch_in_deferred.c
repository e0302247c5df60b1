/* a deferred statement that catches leaves the status as it was */
#include "pair.h"

static async void other(void) { await async_sleep(1); async_raise(ASYNC_EPIPE); }

static async void fails(void)
{
    defer printf("inside %s\n", NAME(await async_try(other())));
    async_raise(ASYNC_EIO);
}

async int main(void)
{
    printf("%s\n", NAME(await async_try(fails())));
    return 0;
}
