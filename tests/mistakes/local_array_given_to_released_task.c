// caught: compile local-escapes
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async void fill(char *p)
{
    await async_sleep(1);
    *p = 1;
}
static async void start(void)
{
    char b[8];
    async_task(void) t = async_spawn(fill(b));
    async_release(t);
}
async int main(void)
{
    await start();
    await async_sleep(5);
    return 0;
}
