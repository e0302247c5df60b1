// caught: compile async_blocking.*without 'await'
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int slow(void) { return 1; }
async int main(void)
{
    int v = async_blocking(slow());
    return v;
}
