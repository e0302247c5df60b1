#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

static int plain(void)
{
    return f(1);                            // error: await|async_run
}

int main(void) { return plain(); }
