/* plain C and C++ files include dialect headers and start async functions with the runtime */
#include "work.h"

#include <stdio.h>

async int work(int x, int *out)
{
    await async_sleep(1);
    if (x < 0) async_raise(ASYNC_EINVAL);
    *out = x * 2;
    return x;
}

int main(void)
{
    printf("%d\n", from_c(4));                  // expect: 8
    printf("%d\n", from_cxx(5));                // expect: 10
    printf("%d\n", from_c(-1) == ASYNC_EINVAL); // expect: 1
    return 0;
}
