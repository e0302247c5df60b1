/* async_sleep: by time; of 0, to the back of the ready queue */
#include <asyncc.h>
#include <stdio.h>

static async void sleeper(int ms)
{
    await async_sleep(ms);
    printf("%d ", ms);
}

static async void turns(char c)
{
    for (int i = 0; i < 3; i++) {
        printf("%c%d ", c, i);
        await async_sleep(0);
    }
}

async int main(void)
{
    uint64_t before = async_now();
    await async_gather(sleeper(60), sleeper(20), sleeper(0), sleeper(40));
    uint64_t took = async_now() - before;
    printf("\n");                               // expect: 0 20 40 60
    printf("%d\n", took >= 59 && took < 5000);  // expect: 1
    await async_gather(turns('a'), turns('b'), turns('c'));
    printf("\n");                               // expect: a0 b0 c0 a1 b1 c1 a2 b2 c2
    return 0;
}
