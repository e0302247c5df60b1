// Macros of the compiler and of the command line, as the first operand beside an await.
// plain: same
// cflags: -DSUM(a,b)=a+b -DNINE=9
#include <asyncc.h>
#include <limits.h>
#include <stdio.h>

static async int p(int n)
{
    await async_sleep(0);
    return n;
}

async int main(void)
{
    if (__CHAR_BIT__ == 8 && sizeof(int) == 4 && await p(1)) printf("%d\n", __LINE__ + await p(1)); // expect: 17
    __SIZE_TYPE__ n = await p(2), m = INT_MAX - await p(3);
    __INT32_TYPE__ k = __INT_MAX__ == await p(INT_MAX);
    printf("%d %d %d\n", (int)n, m == INT_MAX - 3, k + EOF + await p(1));       // expect: 2 1 1
    printf("%d\n", __STDC__ + await p(NINE) + SUM(1, 2) * await p(4));          // expect: 19
    return 0;
}
