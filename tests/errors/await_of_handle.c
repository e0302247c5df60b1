#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    async_task(int) t = async_spawn(f(1));
    async_future(int) u = async_future_new(int);
    async_set_result(u, 4);
    await t;                                // error: await \*
    await u;                                // error: await \*
    async_release(t);
    async_release(u);
    return 0;
}
