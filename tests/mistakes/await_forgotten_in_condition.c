// caught: compile never started
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int is_ready(void)
{
    await async_sleep(1);
    return 1;
}
async int main(void)
{
    while (!is_ready()) await async_sleep(1);
    return 0;
}
