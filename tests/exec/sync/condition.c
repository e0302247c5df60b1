// env: ASYNC_VIRTUAL_TIME=1
/* conditions: notify some, all, nobody; the lock is released and taken again */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_lock_t l = ASYNC_LOCK_INIT;
static async_condition_t c = ASYNC_CONDITION_INIT(&l), other = ASYNC_CONDITION_INIT(&l);

static async void wait(async_condition_t *condition, int i)
{
    await async_lock(&l);
    defer async_unlock(&l);
    await async_condition_wait(condition);
    printf("%d ", i);
    await async_sleep(1);
    printf("%d. ", i);
}

async int main(void)
{
    async_task(void) t[6];

    async_condition_notify(&c, 3);              /* nobody: it is not kept */
    for (int i = 0; i < 5; i++) t[i] = async_spawn(wait(&c, i));
    t[5] = async_spawn(wait(&other, 5));
    await async_sleep(1);
    printf("%d ", async_is_locked(&l));
    await async_lock(&l);
    async_condition_notify(&c, 2);
    async_condition_notify(&other, 0);
    await async_sleep(5);
    printf("holds ");
    async_unlock(&l);
    printf("%d ", async_is_locked(&l));
    await async_sleep(10);
    printf("%d\n", async_is_locked(&l));        // expect: 0 holds 1 0 0. 1 1. 0

    async_condition_notify_all(&c);             /* without the lock, too */
    printf("%d ", async_is_locked(&l));
    for (int i = 0; i < 5; i++) await async_join(t[i]);
    async_condition_notify_all(&other);
    await async_join(t[5]);
    printf("%d\n", async_is_locked(&l));        // expect: 1 2 2. 3 3. 4 4. 5 5. 0

    async_condition_t made;
    async_condition_init(&made, &l);
    await async_lock(&l);
    printf("%s ", async_status_name(await async_wait_for(1, async_condition_wait(&made))));
    printf("%d\n", async_is_locked(&l));        // expect: ETIMEDOUT 1
    async_unlock(&l);
    return 0;
}
