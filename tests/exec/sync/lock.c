// env: ASYNC_VIRTUAL_TIME=1
/* async_lock: one at a time, in the order of arrival; a newcomer waits for those made ready */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_lock_t l = ASYNC_LOCK_INIT;
static int inside;

static async void work(int i)
{
    await async_lock(&l);
    defer async_unlock(&l);
    printf("%d%s ", i, inside++ ? "!" : "");
    await async_sleep(i % 3);
    inside--;
}

static async void again(int i)
{
    for (int k = 0; k < 2; k++) {
        await async_lock(&l);
        printf("%d.%d ", i, k);
        async_unlock(&l);
    }
}

async int main(void)
{
    async_task(void) t[8];
    for (int i = 0; i < 8; i++) t[i] = async_spawn(work(i));
    for (int i = 0; i < 8; i++) await async_join(t[i]);
    printf("| %d\n", async_is_locked(&l));      // expect: 0 1 2 3 4 5 6 7 | 0

    await async_lock(&l);
    for (int i = 0; i < 3; i++) t[i] = async_spawn(again(i));
    await async_sleep(1);
    async_unlock(&l);
    printf("%d ", async_is_locked(&l));
    await async_lock(&l);
    printf("main ");
    async_unlock(&l);
    for (int i = 0; i < 3; i++) await async_join(t[i]);
    printf("| %d\n", async_is_locked(&l));      // expect: 1 0.0 1.0 2.0 main 0.1 1.1 2.1 | 0

    async_lock_t own;
    async_lock_init(&own);
    await async_lock(&own);
    printf("%d ", async_is_locked(&own));
    async_unlock(&own);
    printf("%d\n", async_is_locked(&own));      // expect: 1 0
    return 0;
}
