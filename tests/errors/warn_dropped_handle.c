// not yet: no warning of a dropped handle
#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    async_spawn(f(1));                      // warning: handle|dropped|async_detach
    async_detach(f(2));
    async_release(async_spawn(f(3)));
    return await async_join(async_spawn(f(4)));
}
