// flags: -Wno-blocking-call
#include <asyncc.h>
#include <unistd.h>

async int main(void)
{
    sleep(0);
    await async_sleep(1);
    return 0;
}
