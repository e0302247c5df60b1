// caught: compile
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int f(int a, int b)
{
    await async_sleep(1);
    return a + b;
}
async int main(void) { return await f(1); }
