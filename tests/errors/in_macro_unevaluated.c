#include <asyncc.h>
#include <assert.h>

#define AW(x) await f(x)
#define SIZE(x) sizeof(AW(x))
#define BOTH(x) ((void)sizeof(x), (x))

static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    assert(AW(1));
    int v = BOTH(AW(2));
    return v + SIZE(3);                     // error: not evaluated
}
