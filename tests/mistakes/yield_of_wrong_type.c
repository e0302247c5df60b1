// caught: compile yields
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static generator(int) void g(void) { yield "text"; }
async int main(void)
{
    int n = 0;
    async_for (int v, g()) n += v;
    return n;
}
