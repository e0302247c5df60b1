/*
 * One coroutine awaits another. print_sum needs what compute finds, compute takes a second; three
 * print_sums at once take a second too.
 */
#include <asyncc.h>
#include <stdio.h>

static async int compute(int x, int y)
{
    printf("compute %d + %d ...\n", x, y);
    await async_sleep(1000);
    return x + y;
}

static async void print_sum(int x, int y)
{
    int result = await compute(x, y);
    printf("%d + %d = %d\n", x, y, result);
}

async int main(void)
{
    uint64_t start = async_now();

    await async_gather(print_sum(1, 2), print_sum(3, 4), print_sum(5, 6));
    printf("%d s\n", (int)((async_now() - start) / 1000));
    return 0;
}
