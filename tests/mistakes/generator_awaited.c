// caught: compile is a generator
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static generator(int) void g(int n)
{
    while (n--) yield n;
}
async int main(void)
{
    await g(3);
    return 0;
}
