/* a raise while unwinding takes the place of the first */
#include "pair.h"

static async void fails(int code)
{
    defer puts("last");
    defer { await async_sleep(1); async_raise(ASYNC_EPIPE); }
    defer puts("first");
    await async_sleep(1);
    if (code) async_raise(code);
}

async int main(void)
{
    printf("%s\n", NAME(await async_try(fails(ASYNC_EIO))));
    printf("%s\n", NAME(await async_try(fails(0))));
    return 0;
}
