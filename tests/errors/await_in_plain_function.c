#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

static int plain(int x)
{
    if (x > 3) return await f(x);           // error: await.*async
    return x;
}

int main(void) { return plain(1); }
