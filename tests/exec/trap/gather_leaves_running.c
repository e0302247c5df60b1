/* one fails: the others are cancelled and waited for, their clean-up included */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static int running;
static async void work(int ms)
{
    running++;
    defer { await async_sleep(5); running--; }
    await async_sleep(ms);
}
static async void fails(void) { await async_sleep(1); async_raise(ASYNC_EIO); }

async int main(void)
{
    int st = await async_try(async_gather(work(1000), fails(), work(1000)));
    printf("%s %d\n", async_status_name(st), running);  // expect: EIO 0
    return 0;
}
