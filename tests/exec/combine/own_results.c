/* results of gather and race by their own status, whatever the whole raises; limits that are left */
#include <asyncc.h>
#include <stdio.h>
static async int f(int ms, int code) { await async_sleep(ms); if (code) async_raise(code); return ms; }

static async int g(int how)
{
    int a = -1, b = -1;
    defer printf("a%d b%d ", a, b);
    if (how == 0) await async_gather(a = f(1, 0), b = f(20, ASYNC_EIO));
    if (how == 1) (void)await async_race(a = f(5, ASYNC_EIO), b = f(9000, 0));
    if (how == 2) await async_gather(a = f(1, 0), async_gather(b = f(5, 0), f(10, ASYNC_EPIPE)));
    if (how == 3) {
        int st = await async_try(async_gather(a = f(1, 0), b = f(9000, 0)));
        printf("never %d", st);
    }
    if (how == 4) {
        int st = await async_wait_for(9000, async_gather(a = f(1, 0), b = f(9000, 0)));
        printf("never %d", st);
    }
    for (int i = 0; how == 5 && i < 3; i++) {
        async_timeout (9000) {
            if (i == 1) break;
            if (i == 2) continue;
            await f(1, 0);
        }
        a++;
    }
    if (how == 6) {
        async_timeout (5) {
            defer await async_sleep(200);
            await f(9000, 0);
        }
    }
    return a + b;
}

/* expect:
a1 b-1 | EIO
a-1 b-1 | EIO
a1 b5 | EPIPE
a1 b-1 | ECANCELED
a1 b-1 | ECANCELED
a2 b-1 | OK
a-1 b-1 | ETIMEDOUT
a-1 b-1 | ECANCELED
*/
async int main(void)
{
    for (int how = 0; how < 7; how++) {
        async_task(int) t = async_spawn(g(how));
        if (how == 3 || how == 4) { await async_sleep(50); async_cancel(t); }
        printf("| %s\n", async_status_name(await async_try(*t)));
        async_release(t);
    }
    /* cancelled while unwinding from its own limit: the cancellation wins */
    async_task(int) t = async_spawn(g(6));
    await async_sleep(60);
    async_cancel(t);
    printf("| %s\n", async_status_name(await async_try(*t)));
    async_release(t);
    return 0;
}
