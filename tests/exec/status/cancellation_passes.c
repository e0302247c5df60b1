/* a try does not swallow the cancellation of the task that it runs in */
#include <asyncc.h>
#include <stdio.h>

static async int sleeper(void) { await async_sleep(60000); return 1; }
static async int raises_canceled(void) { await async_sleep(0); async_raise(ASYNC_ECANCELED); return 0; }

static async int stubborn(void)
{
    defer printf("leaves ");
    int status = await async_try(sleeper());
    printf("never %d", status);
    return status;
}

async int main(void)
{
    async_task(int) t = async_spawn(stubborn());
    await async_sleep(1);
    async_cancel(t);
    int status = await async_try(*t);
    printf("%s\n", async_status_name(status));              // expect: leaves ECANCELED
    async_release(t);
    status = await async_try(raises_canceled());
    printf("%s\n", async_status_name(status));              // expect: ECANCELED
    return 0;
}
