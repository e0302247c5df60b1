// caught: compile braces
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    char *p = malloc(3);
    if (p) defer free(p);
    await async_sleep(1);
    return 0;
}
