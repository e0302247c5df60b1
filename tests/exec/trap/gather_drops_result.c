/* a gather or race that has its results keeps them when the task is cancelled before it runs */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static int taken;
static async void take(async_queue(int) q, bool race)
{
    int a = 0, b = 0;
    defer taken += a + b;
    if (race) (void)await async_race(a = async_get(q), b = async_get(q));
    else await async_gather(a = async_get(q), b = async_get(q));
    await async_sleep(0);
}

async int main(void)
{
    async_queue(int) q = async_queue_new(int, 0);
    for (int i = 0; i < 10; i++) {
        async_task(void) t = async_spawn(take(q, i % 2));
        await async_sleep(1);
        async_try_put(q, 1);
        async_try_put(q, 1);
        for (int turns = 0; turns < i / 2; turns++) await async_sleep(0);
        async_cancel(t);
        (void)await async_try(async_join(t));
    }
    printf("%d\n", taken + (int)async_queue_len(q));    // expect: 20
    async_queue_free(q);
    return 0;
}
