// env: ASYNC_VIRTUAL_TIME=1
/* events: no waiter, many waiters, set twice, set and cleared at once; cancelled at each point */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_event_t e = ASYNC_EVENT_INIT;
static int woken;

static async void wait(int i)
{
    defer printf("-%d ", i);
    await async_event_wait(&e);
    printf("+%d ", i);
}

static async void count(void)
{
    await async_event_wait(&e);
    woken++;
}

static async void cancelled_before(void)
{
    async_cancel(async_self());
    await async_event_wait(&e);
    printf("past ");
    await async_sleep(0);
}

async int main(void)
{
    async_task(void) t[3], many[1000];

    async_event_set(&e);
    async_event_set(&e);
    printf("%d ", async_event_is_set(&e));
    await async_event_wait(&e);
    t[0] = async_spawn(cancelled_before());
    await async_try(*t[0]);
    async_release(t[0]);
    async_event_clear(&e);
    t[0] = async_spawn(cancelled_before());
    await async_try(*t[0]);
    async_release(t[0]);
    printf("%d\n", async_event_is_set(&e));             // expect: 1 past 0

    for (int i = 0; i < 3; i++) t[i] = async_spawn(wait(i));
    await async_sleep(1);
    async_cancel(t[0]);                                 /* during */
    async_event_set(&e);
    async_event_clear(&e);
    async_cancel(t[1]);                                 /* after */
    for (int i = 0; i < 3; i++) {
        printf("%s ", async_status_name(await async_try(*t[i])));
        async_release(t[i]);
    }
    printf("\n");                                       // expect: -0 -1 +2 -2 ECANCELED ECANCELED OK

    for (int i = 0; i < 1000; i++) many[i] = async_spawn(count());
    await async_sleep(1);
    for (int i = 0; i < 1000; i += 2) async_cancel(many[i]);
    async_event_set(&e);
    for (int i = 0; i < 1000; i++) {
        await async_try(*many[i]);
        async_release(many[i]);
    }
    printf("%d\n", woken);                              // expect: 500
    async_event_init(&e);
    printf("%d %s\n", async_event_is_set(&e),
           async_status_name(await async_wait_for(1, async_event_wait(&e))));   // expect: 0 ETIMEDOUT
    return 0;
}
