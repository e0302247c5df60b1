// caught: run too many times
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    async_queue(int) q = async_queue_new(int, 1);
    await async_put(q, 1);
    int v = await async_get(q);
    async_task_done(q);
    async_task_done(q);
    async_queue_free(q);
    return v;
}
