// caught: compile alloca
#include <alloca.h>
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    char *p = alloca(9);
    *p = 0;
    await async_sleep(1);
    return *p;
}
