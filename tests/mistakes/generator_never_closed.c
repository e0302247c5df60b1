// not caught: a generator by hand belongs to no loop that could count it
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
    async_next(h);
    return *h - 2;
}
