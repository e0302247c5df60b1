// caught: compile declared before
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int f(int x);
async int f(int x)
{
    await async_sleep(1);
    return x;
}
async int main(void) { return await f(1); }
