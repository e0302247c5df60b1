/* async_race: the first that is done wins, the others are cancelled and waited for */
#include <asyncc.h>
#include <stdio.h>

static async int f(int ms, int v)
{
    defer printf("d%d ", v);
    await async_sleep(ms);
    return v;
}

static async int bad(int ms) { await async_sleep(ms); async_raise(ASYNC_EIO); return 0; }

static async int slow_to_leave(void)
{
    defer {
        await async_sleep(20);
        printf("left ");
    }
    await async_sleep(60000);
    return 1;
}

async int main(void)
{
    int a = -1, b = -1, w, status, s = 0;

    w = await async_race(a = f(60000, 1), b = f(5, 2));
    printf("| %d %d %d\n", w, a, b);            // expect: d2 d1 | 1 -1 2
    w = await async_race(a = f(5, 3), b = slow_to_leave());
    printf("| %d %d\n", w, a);                  // expect: d3 left | 0 3
    status = await async_try(w = async_race(f(60000, 4), bad(5)));
    printf("| %s %d\n", async_status_name(status), w);  // expect: d4 | EIO 0
    w = await async_race(f(5, 5), bad(60000));
    printf("| %d\n", w);                        // expect: d5 | 0
    w = await async_race(async_sleep(60000), async_sleep(5), async_sleep(60000));
    printf("| %d\n", w);                        // expect: | 1
    w = await async_race(s = async_try(bad(5)), async_sleep(60000));
    printf("| %d %s\n", w, async_status_name(s));       // expect: | 0 EIO
    return 0;
}
