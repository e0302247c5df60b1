// flags: -Wframe-larger-than=256
#include <asyncc.h>

static async int big(int x)                 // warning: frame
{
    char buf[2048];
    buf[x] = 1;
    await async_sleep(1);
    return buf[x];
}

static async int small(int x)
{
    await async_sleep(1);
    return x;
}

async int main(void) { return await small(await big(0)); }
