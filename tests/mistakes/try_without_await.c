// caught: compile async_try.*without 'await'
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
    int v = 0, st = async_try(v = f(1));
    return st + v;
}
