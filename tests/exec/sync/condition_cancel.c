// env: ASYNC_VIRTUAL_TIME=1
/* async_condition_wait cancelled at each point: it has the lock again, and no wake-up is lost */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_lock_t l = ASYNC_LOCK_INIT;
static async_condition_t c = ASYNC_CONDITION_INIT(&l);
static bool held;

static async void wait(int i)
{
    await async_lock(&l);
    defer {
        printf("-%d%s ", i, held ? "!" : "");
        async_unlock(&l);
    }
    await async_condition_wait(&c);
    printf("+%d ", i);
}

static async void cancelled_before(void)
{
    await async_lock(&l);
    defer async_unlock(&l);
    async_cancel(async_self());
    printf("%s ", async_status_name(await async_try(async_condition_wait(&c))));
    printf("never ");
}

static async void hold(int ms)
{
    await async_lock(&l);
    held = true;
    await async_sleep(ms);
    held = false;
    async_unlock(&l);
}

static async void finish(async_task(void) *t, int n)
{
    for (int i = 0; i < n; i++) {
        printf("%s ", async_status_name(await async_try(*t[i])));
        async_release(t[i]);
    }
    printf("%d\n", async_is_locked(&l));
}

async int main(void)
{
    async_task(void) t[4];

    /* before: the lock is not even released */
    t[0] = async_spawn(cancelled_before());
    await finish(t, 1);                     // expect: ECANCELED 0

    /* during, the lock is free; and while another has it */
    for (int i = 0; i < 2; i++) t[i] = async_spawn(wait(i));
    await async_sleep(1);
    async_cancel(t[0]);
    await async_sleep(1);
    t[2] = async_spawn(hold(5));
    await async_sleep(1);
    async_cancel(t[1]);
    await finish(t, 3);                     // expect: -0 ECANCELED -1 ECANCELED OK 0

    /* notified, in the line for the lock: 1 is woken instead */
    for (int i = 0; i < 3; i++) t[i] = async_spawn(wait(i));
    await async_sleep(1);
    t[3] = async_spawn(hold(5));
    await async_sleep(1);
    async_condition_notify(&c, 1);
    await async_sleep(1);
    async_cancel(t[0]);
    await async_sleep(10);
    async_condition_notify(&c, 1);
    await finish(t, 4);                     // expect: -0 +1 -1 ECANCELED OK +2 -2 OK OK 0

    /* it has the lock already, and has not run: the same */
    for (int i = 0; i < 2; i++) t[i] = async_spawn(wait(i));
    await async_sleep(1);
    async_condition_notify(&c, 1);
    async_cancel(t[0]);
    await finish(t, 2);                     // expect: -0 +1 -1 ECANCELED OK 0

    /* a notification is for those who waited when it was given: not for 1 */
    t[0] = async_spawn(wait(0));
    await async_sleep(1);
    t[2] = async_spawn(hold(3));
    await async_sleep(1);
    t[1] = async_spawn(wait(1));
    t[3] = async_spawn(hold(20));
    await async_sleep(0);
    async_condition_notify_all(&c);
    await async_sleep(10);
    async_cancel(t[0]);
    await async_sleep(20);
    printf("| ");
    async_condition_notify(&c, 1);
    await finish(t, 4);                     // expect: -0 | ECANCELED +1 -1 OK OK OK 0
    return 0;
}
