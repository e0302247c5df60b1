/* async_shield: the caller's cancellation waits until the shielded part is done */
#include <asyncc.h>
#include <stdio.h>

static async int save(int code)
{
    printf("saving ");
    await async_sleep(100);
    if (code) async_raise(code);
    printf("saved ");
    return 1;
}

static async int work(int code)
{
    defer printf("leaves ");
    int v = await async_shield(save(code));
    printf("never %d", v);
    return v;
}

async int main(void)
{
    int v = await async_shield(save(0));
    printf("%d\n", v);                                      // expect: saving saved 1
    for (int i = 0; i < 2; i++) {
        async_task(int) t = async_spawn(work(i ? ASYNC_EIO : 0));
        await async_sleep(5);
        async_cancel(t);
        int status = await async_try(*t);
        printf("%s\n", async_status_name(status));
        async_release(t);
    }
    // expect: saving saved leaves ECANCELED
    // expect: saving leaves ECANCELED
    int status = await async_try(v = async_shield(save(ASYNC_EIO)));
    printf("%s\n", async_status_name(status));              // expect: saving EIO
    return 0;
}
