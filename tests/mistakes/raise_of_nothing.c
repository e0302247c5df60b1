// caught: run async_raise\(0\)
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    await async_sleep(1);
    async_raise(0);
}
