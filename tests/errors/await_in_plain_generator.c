#include <asyncc.h>

static generator(int) void ticks(int n)
{
    for (int i = 0; i < n; i++) {
        await async_sleep(1);               // error: await|async
        yield i;
    }
}

int main(void)
{
    async_for (int i, ticks(3)) (void)i;
    return 0;
}
