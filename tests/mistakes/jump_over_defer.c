// caught: compile scope of a defer
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    char *p = malloc(3);
    if (!p) goto out;
    defer free(p);
    await async_sleep(1);
out:
    return 0;
}
