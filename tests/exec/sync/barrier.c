// env: ASYNC_VIRTUAL_TIME=1
/* barriers: rounds, places, one who is cancelled has not come */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_barrier_t b = ASYNC_BARRIER_INIT(3);

static async void round_of(int i)
{
    for (int k = 0; k < 2; k++) {
        await async_sleep((3 - i) * (1 + k));
        int place = await async_barrier_wait(&b);
        printf("%d:%d ", i, place);
    }
}

static async void come(int i)
{
    int place = await async_barrier_wait(&b);
    printf("%d:%d ", i, place);
}

async int main(void)
{
    async_task(void) t[4];

    for (int i = 0; i < 3; i++) t[i] = async_spawn(round_of(i));
    for (int i = 0; i < 3; i++) await async_join(t[i]);
    printf("\n");                               // expect: 0:2 2:0 1:1 0:2 2:0 1:1

    for (int i = 0; i < 2; i++) t[i] = async_spawn(come(i));
    await async_sleep(1);
    async_cancel(t[0]);                         /* during */
    t[2] = async_spawn(come(2));
    await async_sleep(1);
    printf("| ");
    t[3] = async_spawn(come(3));
    await async_sleep(0);
    async_cancel(t[1]);                         /* after: the others are through all the same */
    for (int i = 0; i < 4; i++) {
        printf("%s ", async_status_name(await async_try(*t[i])));
        async_release(t[i]);
    }
    printf("\n");                               // expect: | 3:2 ECANCELED 2:1 ECANCELED OK OK

    async_barrier_t one;
    async_barrier_init(&one, 1);
    printf("%d ", await async_barrier_wait(&one));
    printf("%d ", await async_barrier_wait(&one));
    printf("%s\n", async_status_name(await async_wait_for(1, async_barrier_wait(&b))));
    // expect: 0 0 ETIMEDOUT
    return 0;
}
