// caught: compile
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async void f(void) { await async_sleep(1); }
async int main(void)
{
    int v = await f();
    return v;
}
