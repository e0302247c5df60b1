// caught: compile use-after-release
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
    async_gen(int) h = async_iter(g(3));
    async_close(h);
    return async_next(h);
}
