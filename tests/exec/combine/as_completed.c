/* async_as_completed and async_gather_tasks over arrays of handles */
#include <asyncc.h>
#include <stdio.h>

static async int f(int ms, int v)
{
    await async_sleep(ms);
    if (v < 0) async_raise(v);
    return v;
}

async int main(void)
{
    async_task(int) h[4];

    for (int i = 0; i < 4; i++) h[i] = async_spawn(f(80 - i * 20, i));
    async_for (async_task(int) t, async_as_completed(h, 4)) printf("%d ", async_result(t));
    printf("\n");                                       // expect: 3 2 1 0
    await async_gather_tasks(h, 4);
    for (int i = 0; i < 4; i++) async_release(h[i]);

    h[0] = async_spawn(f(1, 1));
    h[1] = async_spawn(f(30, ASYNC_EIO));
    h[2] = async_spawn(f(5, ASYNC_EPERM));
    int status = await async_try(async_gather_tasks(h, 3));
    printf("%s %d\n", async_status_name(status), async_done(h[0]));     // expect: EIO 1
    for (int i = 0; i < 3; i++) async_release(h[i]);
    await async_gather_tasks(h, 0);
    return 0;
}
