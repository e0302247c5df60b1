#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

static async int h(int n)
{
    int a, b;
    for (;;) {
        await async_gather(a = async_try(f(({ if (n) return 1; await f(2); }))), f(2)); // error: 'return' out of a start expression that runs on its own
        await async_map(0, int i, n, f(({ if (i) break; await f(2); })));    // error: 'break' out of a start
        await async_map(0, int i, n, f(({ if (i) goto out; await f(2); }))); // error: 'goto' out of a start
        b = a;
        n += b;
    }
out:
    return n;
}

static async generator(int, int) void g(void)
{
    await async_map(0, int i, 3, f(yield i)); // error: a yield in a start expression that runs on its own
}
