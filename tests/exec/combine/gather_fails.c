/* one raises: the others are cancelled in the order in which they started, and waited for */
#include <asyncc.h>
#include <stdio.h>

static async int f(int id, int ms, int code)
{
    defer {
        await async_sleep(1);
        printf("d%d ", id);
    }
    await async_sleep(ms);
    if (code) async_raise(code);
    return id;
}

static async int raises_at_once(void) { async_raise(ASYNC_EPERM); return 0; }
static async int late(void) { printf("never "); return 1; }

async int main(void)
{
    int a = -1, b = -1, c = -1, status;

    status = await async_try(async_gather(a = f(1, 0, 0), b = f(2, 30, ASYNC_EIO), c = f(3, 60000, 0)));
    printf("| %s %d %d %d\n", async_status_name(status), a, b, c);  // expect: d1 d2 d3 | EIO 1 -1 -1
    status = await async_try(async_gather(f(4, 60000, 0), raises_at_once(), late()));
    printf("| %s\n", async_status_name(status));                    // expect: d4 | EPERM
    int s1 = 9, s2 = 9;
    await async_gather(s1 = async_try(a = f(5, 20, 0)), s2 = async_try(b = f(6, 0, ASYNC_EIO)));
    printf("| %d %d %s %d\n", s1, a, async_status_name(s2), b);     // expect: d6 d5 | 0 5 EIO -1
    return 0;
}
