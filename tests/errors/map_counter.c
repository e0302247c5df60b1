#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

static async void h(int n)
{
    await async_map(0, double d, n, f((int)d));  // error: what an async_map counts with has to be an integer
    await async_map(0, char *p, n, f(*p));       // error: what an async_map counts with has to be an integer
    await async_map(0, unsigned char c, n, f(c));
}
