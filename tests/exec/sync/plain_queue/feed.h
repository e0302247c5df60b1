#include <asyncc.h>
#include <asyncc/sync.h>

async_queue(int) feed_new(void);
int feed(async_queue(int) q, async_event_t *e);
