// not caught: the queue forgets who waits; the task is never woken, but can be cancelled
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int take(async_queue(int) q) { return await async_get(q); }
async int main(void)
{
    async_queue(int) q = async_queue_new(int, 1);
    async_task(int) t = async_spawn(take(q));
    await async_sleep(1);
    async_queue_free(q);
    async_cancel(t);
    async_release(t);
    return 0;
}
