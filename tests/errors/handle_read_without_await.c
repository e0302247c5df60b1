#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    async_task(int) t = async_spawn(f(1));
    int v = *t;                             // error: await
    if (*t > 3) v++;                        // error: await
    v += await *t;
    async_release(t);
    return v;
}
