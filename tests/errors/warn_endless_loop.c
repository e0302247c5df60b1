// not yet: no warning of a loop that never suspends
#include <asyncc.h>

static async int spins(volatile int *flag)
{
    await async_sleep(1);
    for (;;) ++*flag;                       // warning: loop
}

static async int waits(const volatile int *flag)
{
    for (;;) {
        await async_sleep(1);
        if (*flag) return 1;
    }
}

async int main(void)
{
    volatile int flag = 1;
    return await waits(&flag) + await spins(&flag);
}
