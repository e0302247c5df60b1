// not yet: no warning of a result that may be unset
#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

static async int careless(void)
{
    int v;
    (void)await async_wait_for(10, v = f(1));
    return v;                               // warning: v
}

static async int careful(void)
{
    int v;
    if (await async_wait_for(10, v = f(1)) != 0) return -1;
    return v;
}

async int main(void) { return await careless() + await careful(); }
