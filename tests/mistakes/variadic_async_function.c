// caught: compile variadic
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int log_all(const char *f, ...)
{
    await async_sleep(1);
    return *f;
}
async int main(void) { return await log_all("x", 1); }
