// caught: compile never started
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct op {
    async int (*run)(int);
};
static async int f(int x)
{
    await async_sleep(1);
    return x;
}
async int main(void)
{
    struct op o = {f};
    return o.run(1);
}
