// caught: compile read without 'await'
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    async_future(int) f = async_future_new(int);
    async_set_result(f, 1);
    int v = *f;
    async_release(f);
    return v;
}
