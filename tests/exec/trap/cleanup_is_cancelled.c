/* the awaits of deferred statements are not cancelled, however often it is asked for */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static async void work(void)
{
    defer { for (int i = 0; i < 3; i++) await async_sleep(10); printf("clean\n"); }    // expect: clean
    await async_sleep(1000);
}

async int main(void)
{
    async_task(void) t = async_spawn(work());
    for (int i = 0; i < 5; i++) {
        await async_sleep(5);
        async_cancel(t);
    }
    int st = await async_wait_for(100, *t);
    printf("%s\n", async_status_name(st));              // expect: ECANCELED
    async_release(t);
    return 0;
}
