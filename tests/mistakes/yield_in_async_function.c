// caught: compile not a generator
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    yield 1;
    return 0;
}
