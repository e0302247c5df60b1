/* async_check: a negative value is raised, another is the value */
#include <asyncc.h>
#include <stdio.h>

static async int reads(int n) { await async_sleep(0); return n; }
static int plain(int n) { return n; }

static async long sum(int a, int b)
{
    long s = async_check(await reads(a));
    s += async_check(plain(b));
    return s;
}

async int main(void)
{
    long v = -1;
    int status = await async_try(v = sum(3, 4));
    printf("%d %ld\n", status, v);                          // expect: 0 7
    status = await async_try(v = sum(3, ASYNC_EIO));
    printf("%s %ld\n", async_status_name(status), v);       // expect: EIO 7
    status = await async_try(v = sum(ASYNC_EPIPE, 4));
    printf("%s %ld\n", async_status_name(status), v);       // expect: EPIPE 7
    printf("%d\n", async_check(0));                         // expect: 0
    return 0;
}
