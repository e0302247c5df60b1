// caught: compile use-after-release
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    async_future(int) f = async_future_new(int);
    async_release(f);
    return async_set_result(f, 1);
}
