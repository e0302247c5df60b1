// The name that async_for or async_group declares need not be used.
#include <asyncc.h>
#include <stdio.h>

generator(int) void two(void) { yield 1; yield 2; }
async generator(int) void slowly(void) { await async_sleep(0); yield 1; yield 2; }

static int count(void)
{
    int n = 0;
    async_for (int i, two()) n++;
    return n;
}

async int main(void)
{
    int n = count();

    async_for (int i, two()) n++;
    async_for (int i, slowly()) n++;
    async_group(tasks) { n++; }
    printf("%d\n", n);                          // expect: 7
    return 0;
}
