/* async_for over a generator, in plain functions and in async ones; nested, empty, broken off */
#include <asyncc.h>
#include <stdio.h>

static generator(int) void range(int from, int to)
{
    for (int i = from; i < to; i++) yield i;
}

static generator(long) void squares(int n)
{
    async_for (int i, range(0, n)) yield (long)i * i;
}

static int total(int n)
{
    int s = 0;
    async_for (int i, range(0, n)) s += i;
    return s;
}

static async int slow_total(int n)
{
    int s = 0;
    async_for (int i, range(0, n)) {
        await async_sleep(0);
        s += i;
    }
    return s;
}

async int main(void)
{
    printf("%d %d\n", total(10), await slow_total(5));  // expect: 45 10
    async_for (int i, range(0, 3)) printf("%d ", i);
    printf("\n");                                       // expect: 0 1 2
    async_for (int i, range(5, 5)) printf("never %d", i);
    async_for (int i, range(0, 3))
        async_for (int j, range(0, i)) printf("%d%d ", i, j);
    printf("\n");                                       // expect: 10 20 21
    async_for (long s, squares(5)) {
        if (s == 1) continue;
        if (s == 16) break;
        printf("%ld ", s);
    }
    printf("\n");                                       // expect: 0 4 9
    return 0;
}
