/* the result of a limited await is there when the task is cancelled, or when the time is over: it stands */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static int taken;
static async void take(async_queue(int) q)
{
    int item = 0, st = await async_wait_for(10, item = async_get(q));
    if (st == 0) taken += item;
    await async_sleep(0);
}
static void put(void *q) { async_try_put((async_queue(int))q, 1); }

async int main(void)
{
    async_queue(int) q = async_queue_new(int, 0);
    for (int turns = 0; turns < 5; turns++) {
        async_task(void) t = async_spawn(take(q));
        await async_sleep(5);
        async_try_put(q, 1);
        for (int i = 0; i < turns; i++) await async_sleep(0);
        async_cancel(t);
        (void)await async_try(async_join(t));
    }
    for (int first = 0; first < 2; first++) {       /* the item comes in the millisecond of the limit */
        if (first) async_call_later(async_loop_current(), 10, put, q);
        async_task(void) t = async_spawn(take(q));
        await async_sleep(0);
        if (!first) async_call_later(async_loop_current(), 10, put, q);
        await async_join(t);
        await async_sleep(20);
    }
    printf("%d\n", taken + (int)async_queue_len(q));    // expect: 7
    async_queue_free(q);
    return 0;
}
