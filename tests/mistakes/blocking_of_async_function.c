// caught: compile thread pool
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int f(int x)
{
    await async_sleep(1);
    return x;
}
async int main(void) { return await async_blocking(f(1)); }
