// caught: compile never started
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    async_sleep(10);
    return 0;
}
