/* a limit expires while the task is cancelled, in either order: the cancellation wins */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static int went_on;
static async void block(void)
{
    int st = await async_try(async_sleep(0));
    async_timeout (10) { defer await async_sleep(5); await async_sleep(1000); }
    went_on += 1 + st;
}
static async void call(void)
{
    int st = await async_wait_for(10, async_shield(async_sleep(20)));
    went_on += 1 + (st == 0);
    await async_sleep(0);
    went_on += 100;
}

async int main(void)
{
    for (int at = 8; at <= 14; at++) {
        async_task(void) t = async_spawn(block()), u = async_spawn(call());
        await async_sleep(at);
        async_cancel(t);
        async_cancel(u);
        int st = await async_try(async_join(t)), su = await async_try(async_join(u));
        if (st != ASYNC_ECANCELED || su != ASYNC_ECANCELED)
            printf("%d: %s %s\n", at, async_status_name(st), async_status_name(su));
    }
    printf("%d\n", went_on);                            // expect: 0
    return 0;
}
