// caught: compile outside an async function
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void check(int n)
{
    if (n < 0) async_raise(ASYNC_EINVAL);
}
async int main(void)
{
    check(1);
    return 0;
}
