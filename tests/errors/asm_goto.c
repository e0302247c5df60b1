#include <asyncc.h>

async int main(void)
{
    await async_sleep(1);
    __asm__ goto("" : : : : out);           // error: goto
    return 1;
out:
    return 0;
}
