#include <asyncc.h>
#include <stdlib.h>
#include <unistd.h>

static async int f(void)
{
    sleep(1);                               // warning: async_blocking
    usleep(10);                             // warning: async_blocking
    await async_sleep(1);
    return system("true");                  // warning: async_blocking
}

static void plain(void) { sleep(1); }

async int main(void)
{
    plain();
    return await f();
}
