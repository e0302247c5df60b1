// caught: compile blocking-call
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    sleep(0);
    return 0;
}
