/* x OP= await e: the location first, the old value after the await */
/* expect:
start 1
start 2
start 3
total 106
120 7
at 0: 15
*/
#include <asyncc.h>
#include <stdio.h>

static int total = 100;

static async int later(int x)
{
    printf("start %d\n", x);
    await async_sleep(2);
    return x;
}

static async void add(int x)
{
    total += await later(x);
}

static async int bump(int *at, int by)
{
    await async_sleep(0);
    *at += by;
    return 1;
}

static async int move(int *index)
{
    await async_sleep(0);
    *index = 1;
    return 5;
}

async int main(void)
{
    async_task(void) a = async_spawn(add(1)), b = async_spawn(add(2)), c = async_spawn(add(3));
    await async_join(a);
    await async_join(b);
    await async_join(c);
    printf("total %d\n", total);

    int x = 10, y = 8;
    x += await bump(&x, 109);
    y -= await bump(&y, 0);
    printf("%d %d\n", x, y);

    int v[2] = { 10, 20 }, i = 0;
    v[i] += await move(&i);
    printf("at 0: %d\n", v[0]);
    return 0;
}
