/* a loop that goes on whatever fails is left by a cancellation all the same */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static int rounds;
static async void step(void) { await async_sleep(10); async_raise(ASYNC_EIO); }
static async void forever(void)
{
    for (;;) {
        int st = await async_try(async_wait_for(1000, async_try(step())));
        (void)st;
        rounds++;
    }
}

async int main(void)
{
    async_task(void) t = async_spawn(forever());
    await async_sleep(35);
    async_cancel(t);
    int st = await async_try(async_join(t));
    printf("%s %d\n", async_status_name(st), rounds);   // expect: ECANCELED 3
    return 0;
}
