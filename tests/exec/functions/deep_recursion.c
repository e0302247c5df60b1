/* the depth of awaits is bounded by memory, not by the C stack */
// stack: 256
// timeout: 30
#include <asyncc.h>
#include <stdio.h>

static async long down(long n)
{
    if (n == 0) return 0;
    return 1 + await down(n - 1);
}

static async long down_and_wait(long n)
{
    if (n == 0) await async_sleep(1);
    else n = await down_and_wait(n - 1);
    return n + 1;
}

async int main(void)
{
    printf("%ld\n", await down(300000));            // expect: 300000
    printf("%ld\n", await down_and_wait(300000));   // expect: 300001
    return 0;
}
