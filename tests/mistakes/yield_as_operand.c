// caught: compile parentheses
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static generator(int) void g(void)
{
    int n = 1 + yield 2;
    yield n;
}
async int main(void)
{
    int n = 0;
    async_for (int v, g()) n += v;
    return n;
}
