// not caught: how long a step took is not measured; a trace shows it
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int hash(void)
{
    volatile unsigned n = 0;
    while (n < 200000000u) n++;
    return 0;
}
async int main(void)
{
    await async_sleep(1);
    return await hash();
}
