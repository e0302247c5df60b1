// caught: compile no task and no future
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    int x = 0, *p = &x;
    return await * p;
}
