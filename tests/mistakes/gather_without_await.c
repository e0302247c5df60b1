// caught: compile async_gather.*without 'await'
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int f(int x)
{
    await async_sleep(1);
    return x;
}
async int main(void)
{
    int a, b;
    async_gather(a = f(1), b = f(2));
    return a + b;
}
