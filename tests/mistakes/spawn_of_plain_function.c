// caught: compile no async function
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int f(int x) { return x; }
async int main(void)
{
    async_task(int) t = async_spawn(f(1));
    return await async_join(t);
}
