/* a plain file may fill and empty queues, set events and release what tasks wait for */
#include "feed.h"

static int by_value(const int *a, const int *b) { return *a - *b; }

async_queue(int) feed_new(void)
{
    return async_priority_queue_new(int, 3, by_value);
}

int feed(async_queue(int) q, async_event_t *e)
{
    int n = 0, least = 0;

    while (async_try_put(q, 10 - n)) n++;
    async_event_set(e);
    return async_try_get(q, &least) ? least : -1;
}
