/* a bounded queue */
#include "pair.h"

#include <asyncc/sync.h>

static async_queue(int) q;

static async void produce(void)
{
    for (int i = 0; i < 5; i++) {
        await async_put(q, i);
        printf("put %d\n", i);
    }
}

static async void consume(void)
{
    for (int i = 0; i < 5; i++) {
        await async_sleep(20);
        int v = await async_get(q);
        printf("got %d\n", v);
    }
}

async int main(void)
{
    q = async_queue_new(int, 2);
    await async_gather(produce(), consume());
    async_queue_free(q);
    return 0;
}
