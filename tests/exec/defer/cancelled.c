/* under a cancellation: innermost first, awaits inside are not cancelled, late cancels wait */
#include <asyncc.h>
#include <stdio.h>

static async void inner(void)
{
    defer {
        printf("inner ");
        await async_sleep(100);
        printf("left ");
    }
    await async_sleep(60000);
    printf("never ");
}

static async void middle(void)
{
    defer printf("middle ");
    await inner();
    printf("never ");
}

static async void outer(void)
{
    defer {
        await async_sleep(1);
        printf("outer ");
    }
    await middle();
    printf("never ");
}

static async void normal_exit(void)
{
    {
        defer {
            printf("releasing ");
            await async_sleep(150);
            printf("released ");
        }
    }
    printf("never ");
    await async_sleep(0);
}

async int main(void)
{
    async_task(void) t = async_spawn(outer());
    await async_sleep(5);
    async_cancel(t);
    await async_sleep(5);
    printf("again%d ", async_cancel(t));
    int status = await async_try(*t);
    printf("%s\n", async_status_name(status));  // expect: inner again1 left middle outer ECANCELED
    async_release(t);

    t = async_spawn(normal_exit());
    await async_sleep(5);
    async_cancel(t);
    status = await async_try(*t);
    printf("%s\n", async_status_name(status));  // expect: releasing released ECANCELED
    async_release(t);
    return 0;
}
