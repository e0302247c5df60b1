// not caught: async main cancels what is left, which is what most programs want
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async void waits(void) { await async_sleep(100000); }
async int main(void)
{
    async_detach(waits());
    await async_sleep(1);
    return 0;
}
