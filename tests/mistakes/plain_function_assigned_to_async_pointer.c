// caught: compile async
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int get(int x) { return x; }
async int main(void)
{
    async int (*op)(int);
    op = get;
    return await op(1);
}
