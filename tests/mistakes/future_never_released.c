// not caught: handles that are left are not counted when a loop ends
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    async_future(int) f = async_future_new(int);
    async_set_result(f, 0);
    return await * f;
}
