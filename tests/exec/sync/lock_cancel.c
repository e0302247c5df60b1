// env: ASYNC_VIRTUAL_TIME=1
/* async_lock and a cancellation before, during and after it; time-outs; both at once */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_lock_t l = ASYNC_LOCK_INIT;

static async void take(int i)
{
    defer printf("-%d ", i);
    await async_lock(&l);
    defer async_unlock(&l);
    printf("+%d ", i);
}

static async void cancelled_before(void)
{
    async_cancel(async_self());
    await async_lock(&l);
    printf("%d ", async_is_locked(&l));
    defer async_unlock(&l);
    await async_sleep(0);
    printf("never ");
}

static async void times_out(void)
{
    int status = await async_try(async_wait_for(1, async_lock(&l)));
    printf("never %d ", status);
}

static async void finish(async_task(void) *t, int n)
{
    for (int i = 0; i < n; i++) {
        printf("%s ", async_status_name(await async_try(*t[i])));
        async_release(t[i]);
    }
}

async int main(void)
{
    async_task(void) t[4];

    /* before: a free lock is taken, the cancellation comes later; a taken one is not waited for */
    t[0] = async_spawn(cancelled_before());
    await finish(t, 1);
    printf("%d\n", async_is_locked(&l));                    // expect: 1 ECANCELED 0
    await async_lock(&l);
    t[0] = async_spawn(cancelled_before());
    await finish(t, 1);
    async_unlock(&l);
    printf("%d\n", async_is_locked(&l));                    // expect: ECANCELED 0

    /* during: first, middle and last in the line */
    for (int gone = 0; gone < 3; gone++) {
        await async_lock(&l);
        for (int i = 0; i < 3; i++) t[i] = async_spawn(take(i));
        await async_sleep(1);
        async_cancel(t[gone]);
        async_unlock(&l);
        await finish(t, 3);
        printf("%d\n", async_is_locked(&l));
    }
    // expect: -0 +1 -1 ECANCELED OK +2 -2 OK 0
    // expect: -1 +0 -0 +2 -2 OK ECANCELED OK 0
    // expect: -2 +0 -0 +1 -1 OK OK ECANCELED 0

    /* after: it has the lock, and never runs to see it */
    await async_lock(&l);
    for (int i = 0; i < 3; i++) t[i] = async_spawn(take(i));
    await async_sleep(1);
    async_unlock(&l);
    async_cancel(t[0]);
    async_cancel(t[1]);
    printf("%d ", async_is_locked(&l));
    await finish(t, 3);
    printf("%d\n", async_is_locked(&l));                    // expect: 1 -0 -1 +2 -2 ECANCELED ECANCELED OK 0

    /* after, and nobody waits */
    await async_lock(&l);
    t[0] = async_spawn(take(0));
    await async_sleep(1);
    async_unlock(&l);
    async_cancel(t[0]);
    printf("%d ", async_is_locked(&l));
    await finish(t, 1);
    printf("\n");                                           // expect: 0 -0 ECANCELED

    /* a time-out and a cancellation of the task, in one turn, give the lock back once */
    await async_lock(&l);
    t[0] = async_spawn(times_out());
    await async_sleep(1);
    async_unlock(&l);
    async_cancel(t[0]);
    await finish(t, 1);
    printf("%d\n", async_is_locked(&l));                    // expect: ECANCELED 0
    return 0;
}
