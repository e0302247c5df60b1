/* a lock is given in the order of asking */
#include "pair.h"

#include <asyncc/sync.h>

static async_lock_t lock = ASYNC_LOCK_INIT;

static async void holds(int i)
{
    await async_lock(&lock);
    defer async_unlock(&lock);
    printf("%d in\n", i);
    await async_sleep(10);
    printf("%d out\n", i);
}

async int main(void)
{
    await async_gather(holds(1), holds(2), holds(3));
    return 0;
}
