/* an item that async_wait_for has got is not lost to a cancellation that comes before its task runs */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async void consume(async_queue(int) q)
{
    int v = 0;
    int status = await async_wait_for(60000, v = async_get(q));

    printf("%d %d\n", status, v);       // expect: 0 7
    await async_sleep(1);
    printf("never\n");
}

async int main(void)
{
    async_queue(int) q = async_queue_new(int, 0);
    defer async_queue_free(q);
    async_task(void) t = async_spawn(consume(q));

    await async_sleep(1);
    async_try_put(q, 7);
    await async_sleep(0);               /* the operand ends here; who waits for it has not run yet */
    async_cancel(t);
    int status = await async_try(*t);
    printf("%s\n", async_status_name(status));      // expect: ECANCELED
    async_release(t);
    return 0;
}
