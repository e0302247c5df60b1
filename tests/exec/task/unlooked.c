/* a raised status that nobody looked at is reported: name, file:line of the spawn, status */
// stderr: unlooked\.c:20.*EIO|EIO.*unlooked\.c:20
// stderr: worker
// stderr: !EPERM
// stderr: !ECANCELED
#include <asyncc.h>
#include <stdio.h>

static async int worker(int code)
{
    await async_sleep(1);
    async_raise(code);
    return 0;
}

static async void sleeper(void) { await async_sleep(60000); }

async int main(void)
{
    async_task(int) t = async_spawn(worker(ASYNC_EIO));
    await async_sleep(100);
    async_release(t);
    t = async_spawn(worker(ASYNC_EPERM));
    await async_sleep(100);
    printf("%d\n", async_status(t) == ASYNC_EPERM);     // expect: 1
    async_release(t);
    async_task(void) s = async_spawn(sleeper());
    await async_sleep(1);
    async_cancel(s);
    await async_sleep(1);
    async_release(s);
    return 0;
}
