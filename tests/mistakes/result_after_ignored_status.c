// caught: compile unchecked-result
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
    int v;
    (void)await async_try(v = f(1));
    return v;
}
