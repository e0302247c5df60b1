// caught: compile
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int f(const char *s)
{
    await async_sleep(1);
    return *s;
}
async int main(void)
{
    struct {
        int x;
    } v = {1};
    return await f(v);
}
