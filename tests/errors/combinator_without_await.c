#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    int a = 0, b = 0, status;
    async_gather(a = f(1), b = f(2));       // error: await
    status = async_try(a = f(3));           // error: await
    status += async_wait_for(5, f(4));      // error: await
    return a + b + status;
}
