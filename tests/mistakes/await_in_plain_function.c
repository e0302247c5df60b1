// caught: compile outside an async function
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int f(int x)
{
    await async_sleep(1);
    return x;
}
static int helper(void) { return await f(1); }
async int main(void) { return helper(); }
