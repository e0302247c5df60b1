// caught: compile local-escapes
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async void fill(int *p)
{
    await async_sleep(1);
    *p = 1;
}
static async void start(void)
{
    int n = 0;
    async_detach(fill(&n));
}
async int main(void)
{
    await start();
    await async_sleep(5);
    return 0;
}
