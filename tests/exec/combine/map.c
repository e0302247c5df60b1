/* async_map: one call for each index, so many at once */
#include <asyncc.h>
#include <stdio.h>

static int running, peak;

static async int square(int i)
{
    if (++running > peak) peak = running;
    await async_sleep(1 + i % 3);
    running--;
    return i * i;
}

static async void fails(int i)
{
    await async_sleep(i);
    if (i == 3) async_raise(ASYNC_EIO);
    if (i > 3) await async_sleep(60000);
}

async int main(void)
{
    int results[20] = { 0 }, sum = 0, offset = 1;

    await async_map(4, int i, 20, results[i] = square(i + offset));
    for (int i = 0; i < 20; i++) sum += results[i];
    printf("%d %d\n", sum, peak);                       // expect: 2870 4
    peak = 0;
    await async_map(0, int i, 6, square(i));
    printf("%d\n", peak);                               // expect: 6
    await async_map(3, int i, 0, square(i));
    int status = await async_try(async_map(2, int i, 9, fails(i)));
    printf("%s\n", async_status_name(status));          // expect: EIO
    return 0;
}
