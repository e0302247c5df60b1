/* static async functions of one name, in two files and with different frames */
// plain: same
#include <asyncc.h>
#include <stdio.h>

async int second(int x);

static async int helper(int x)
{
    int kept = x;
    await async_sleep(0);
    return kept + 1;
}

async int main(void)
{
    int v = await helper(1);
    printf("%d\n", v);                          // expect: 2
    v = await second(1);
    printf("%d\n", v);                          // expect: 45
    return 0;
}
