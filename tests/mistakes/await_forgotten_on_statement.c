// caught: compile never started
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async void log_it(const char *s)
{
    await async_sleep(1);
    puts(s);
}
async int main(void)
{
    log_it("x");
    return 0;
}
