#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    int inner(int x) { return await f(x); } // error: function
    return await f(1);
}
