#include <asyncc.h>

static async int at_once(int x) { return x * 2; }
static async int through(int x) { return await at_once(x) + await at_once(1); }
static async int around(int x) { return x ? await around(x - 1) : 0; }
static async int later(int x) { await async_sleep(1); return x; }
static async int by_way_of(int x) { return await later(x); }
async int elsewhere(int x);

async int main(void)
{
    int v = 0;
    async int (*op)(int) = at_once;
    int status = await async_wait_for(10, v = at_once(1));  // warning: suspend
    status += await async_wait_for(10, through(1));         // warning: 'through' cannot suspend
    status += await async_wait_for(10, around(1));          // warning: suspend
    status += await async_wait_for(10, v = later(1));
    status += await async_wait_for(10, by_way_of(1));
    status += await async_wait_for(10, elsewhere(1));
    status += await async_wait_for(10, op(1));
    return status + v;
}
