// caught: compile wait-for-never
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int work(int n)
{
    int s = 0;
    while (n--) s += n;
    return s;
}
async int main(void)
{
    int v = 0, st = await async_wait_for(10, v = work(100));
    return st ? 1 : v < 0;
}
