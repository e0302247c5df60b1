#include <asyncc.h>

static int plain(int x) { return x; }
static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    int a = 0;
    await async_gather(a = plain(1), f(2));         // error: async|start
    async_task(int) t = async_spawn(plain(3));      // error: async|start
    a += await async_blocking(f(4));                // error: async
    async_release(t);
    return a;
}
