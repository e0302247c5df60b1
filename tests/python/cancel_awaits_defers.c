/* deferred statements that await are waited for */
#include "pair.h"

static async void careful(void)
{
    defer { puts("releasing"); await async_sleep(20); puts("released"); }
    await async_sleep(500);
    puts("never");
}

async int main(void)
{
    async_task(void) t = async_spawn(careful());
    await async_sleep(20);
    async_cancel(t);
    int st = await async_try(*t);
    printf("%s\n", NAME(st));
    async_release(t);
    return 0;
}
