/* the waiter that was notified is cancelled: the notification goes to the next who was waiting */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_lock_t lock = ASYNC_LOCK_INIT;
static async_condition_t changed = ASYNC_CONDITION_INIT(&lock);
static async void wait_for_it(int i)
{
    await async_lock(&lock);
    defer async_unlock(&lock);
    await async_condition_wait(&changed);
    printf("woken %d\n", i);                            // expect: woken 2
}

async int main(void)
{
    async_task(void) a = async_spawn(wait_for_it(1)), b = async_spawn(wait_for_it(2));
    await async_sleep(1);
    async_condition_notify(&changed, 1);
    async_cancel(a);
    (void)await async_try(async_join(a));
    await async_join(b);
    return 0;
}
