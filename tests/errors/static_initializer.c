#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    static int v = await f(1);              // error: static|constant
    return v;
}
