// not yet: no warning of a wait_for over what never suspends
#include <asyncc.h>

static async int at_once(int x) { return x * 2; }
static async int later(int x) { await async_sleep(1); return x; }

async int main(void)
{
    int v = 0;
    int status = await async_wait_for(10, v = at_once(1));  // warning: suspend
    status += await async_wait_for(10, v = later(1));
    return status + v;
}
