// flags: -Werror=blocking-call
#include <asyncc.h>
#include <unistd.h>

async int main(void)
{
    sleep(0);                               // error: async_blocking
    await async_sleep(1);
    return 0;
}
