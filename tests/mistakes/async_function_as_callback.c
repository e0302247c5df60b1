// caught: compile pointer to a plain function
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int compare(const void *a, const void *b)
{
    await async_sleep(1);
    return *(const int *)a - *(const int *)b;
}
async int main(void)
{
    int v[2] = {2, 1};
    qsort(v, 2, sizeof *v, compare);
    return v[0];
}
