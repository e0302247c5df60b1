// caught: compile 'return'
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    defer { return 3; }
    await async_sleep(1);
    return 0;
}
