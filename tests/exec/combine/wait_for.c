/* async_wait_for: a limit in time, as a status */
#include <asyncc.h>
#include <stdio.h>

static async int slow(int ms)
{
    defer printf("d%d ", ms);
    await async_sleep(ms);
    return ms;
}

static async int limited(int ms)
{
    int status = await async_wait_for(ms, slow(50000));
    printf("inner %s ", async_status_name(status));
    return status;
}

static async int raises(void) { async_raise(ASYNC_EIO); return 0; }

async int main(void)
{
    int v = -1, status;

    status = await async_wait_for(2000, v = slow(5));
    printf("| %d %d\n", status, v);                         // expect: d5 | 0 5
    v = -1;
    status = await async_wait_for(5, v = slow(60000));
    printf("| %s %d\n", async_status_name(status), v);      // expect: d60000 | ETIMEDOUT -1
    status = await async_wait_for(-1, v = slow(1));
    printf("| %d %d\n", status, v);                         // expect: d1 | 0 1
    status = await async_wait_for(0, v = slow(40000));
    printf("| %s\n", async_status_name(status));            // expect: d40000 | ETIMEDOUT
    status = await async_wait_for(2000, raises());
    printf("| %s\n", async_status_name(status));            // expect: | EIO
    status = await async_wait_for(2000, v = limited(5));
    printf("| %d\n", status);                               // expect: d50000 inner ETIMEDOUT | 0
    status = await async_wait_for(5, v = limited(60000));
    printf("| %s\n", async_status_name(status));            // expect: d50000 | ETIMEDOUT
    int a = 0, b = 0;
    status = await async_wait_for(2000, async_gather(a = slow(2), b = slow(20)));
    printf("| %d %d %d\n", status, a, b);                   // expect: d2 d20 | 0 2 20
    status = await async_wait_for(20, async_gather(a = slow(1), b = slow(30000)));
    printf("| %s %d %d\n", async_status_name(status), a, b);    // expect: d1 d30000 | ETIMEDOUT 1 20
    return 0;
}
