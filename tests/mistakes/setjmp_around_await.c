// caught: compile setjmp
#include <asyncc.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static jmp_buf env;
async int main(void)
{
    if (setjmp(env)) return 1;
    await async_sleep(1);
    return 0;
}
