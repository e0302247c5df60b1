/* the one that a lock, a permit was handed to is cancelled before it runs: the next has it */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_lock_t lock = ASYNC_LOCK_INIT;
static async_semaphore_t permits = ASYNC_SEMAPHORE_INIT(1);
static async void hold(int i) { await async_lock(&lock); defer async_unlock(&lock); printf("lock %d\n", i); }         // expect: lock 2
static async void use(int i)
{
    await async_semaphore_acquire(&permits);
    defer async_semaphore_release(&permits);
    printf("permit %d\n", i);                           // expect: permit 2
}

async int main(void)
{
    await async_lock(&lock);
    async_task(void) a = async_spawn(hold(1)), b = async_spawn(hold(2));
    await async_sleep(1);
    async_unlock(&lock);
    async_cancel(a);
    (void)await async_try(async_join(a));
    await async_join(b);
    await async_semaphore_acquire(&permits);
    a = async_spawn(use(1));
    b = async_spawn(use(2));
    await async_sleep(1);
    async_semaphore_release(&permits);
    async_cancel(a);
    (void)await async_try(async_join(a));
    await async_join(b);
    printf("%d %u\n", async_is_locked(&lock), async_semaphore_value(&permits));    // expect: 0 1
    return 0;
}
