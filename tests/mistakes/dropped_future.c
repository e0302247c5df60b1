// caught: compile future.*dropped
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    async_future_new(int);
    return 0;
}
