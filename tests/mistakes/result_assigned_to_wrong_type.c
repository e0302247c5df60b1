// caught: compile
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async const char *f(void)
{
    await async_sleep(1);
    return "x";
}
async int main(void)
{
    struct {
        int x;
    } v = await f();
    return v.x;
}
