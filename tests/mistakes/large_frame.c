// caught: compile frame-larger-than
// flags: -Wframe-larger-than=4096
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int f(void)
{
    char b[65536];
    b[0] = 1;
    await async_sleep(1);
    return b[0];
}
async int main(void) { return await f(); }
