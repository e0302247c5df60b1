#include <asyncc.h>
#include <stdio.h>

static async int f(int x)
{
    if (x) goto inside;                     // error: defer
    defer printf("left\n");
    await async_sleep(1);
inside:
    return x;
}

async int main(void) { return await f(0); }
