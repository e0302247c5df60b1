// caught: compile endless-loop
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static volatile int done;
async int main(void)
{
    for (;;) done++;
}
