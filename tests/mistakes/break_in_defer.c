// caught: compile 'break'
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    for (;;) {
        defer { break; }
        await async_sleep(1);
    }
    return 0;
}
