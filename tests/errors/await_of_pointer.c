#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    int x = 4, *p = &x;
    async_task(int) t = async_spawn(f(1));
    int v = await *p;                       // error: await|handle|task
    v += await *t;
    async_release(t);
    return v;
}
