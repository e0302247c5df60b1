// caught: compile incompatible|async_receive
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static generator(int, const char *) void g(void)
{
    const char *s = yield 1;
    puts(s);
}
async int main(void)
{
    async_for (int v, g()) (void)v;
    return 0;
}
