/* async_cancel: a task is left where it is suspended; who awaits it is told */
#include <asyncc.h>
#include <stdio.h>

static async int sleeper(int ms)
{
    defer printf("leaves %d\n", ms);
    await async_sleep(ms);
    printf("never\n");
    return ms;
}

static async int outer(int ms)
{
    defer printf("outer leaves\n");
    return await sleeper(ms) + 1;
}

static async int never_started(void)
{
    printf("never\n");
    return 1;
}

static async int watch(async_task(int) t)
{
    int status = await async_try(*t);
    printf("saw %s\n", async_status_name(status));
    await async_sleep(1);
    return 7;
}

static async int of_oneself(void)
{
    printf("%d\n", async_cancel(async_self()));
    printf("still here\n");
    await async_sleep(0);
    printf("never\n");
    return 1;
}

async int main(void)
{
    async_task(int) t = async_spawn(outer(60000));
    await async_sleep(1);
    printf("%d\n", async_cancel(t));
    // expect: 1
    int v = 5, status = await async_try(v = *t);
    // expect: leaves 60000
    // expect: outer leaves
    printf("%s %d\n", async_status_name(status), v);        // expect: ECANCELED 5
    printf("%d %d\n", async_cancel(t), async_state(t) == ASYNC_CANCELED);   // expect: 0 1
    async_release(t);

    t = async_spawn(never_started());
    printf("%d\n", async_cancel(t));                        // expect: 1
    status = await async_try(*t);
    printf("%s\n", async_status_name(status));              // expect: ECANCELED
    async_release(t);

    t = async_spawn(sleeper(50000));
    async_task(int) w = async_spawn(watch(t));
    await async_sleep(1);
    async_cancel(t);
    printf("%d\n", await *w);
    // expect: leaves 50000
    // expect: saw ECANCELED
    // expect: 7
    async_release(t);
    async_release(w);

    t = async_spawn(of_oneself());
    status = await async_try(*t);
    // expect: 1
    // expect: still here
    printf("%s\n", async_status_name(status));              // expect: ECANCELED
    async_release(t);
    return 0;
}
