#include "feed.h"
#include <stdio.h>

struct stage {
    async_queue(int) in;
    async_event_t ready;
    async_lock_t lock;
};

static async int drain(struct stage *s)
{
    int sum = 0;

    await async_event_wait(&s->ready);
    await async_lock(&s->lock);
    defer async_unlock(&s->lock);
    while (async_queue_len(s->in)) sum = sum * 100 + await async_get(s->in);
    return sum;
}

async int main(void)
{
    struct stage s = {.in = feed_new(), .ready = ASYNC_EVENT_INIT, .lock = ASYNC_LOCK_INIT};
    async_task(int) t = async_spawn(drain(&s));

    await async_sleep(0);
    printf("%d ", feed(s.in, &s.ready));
    printf("%d\n", await async_join(t));        // expect: 8 910
    async_queue_free(s.in);
    return 0;
}
