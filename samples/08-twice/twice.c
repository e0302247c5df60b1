/*
 * The same coroutine twice at once. Both say hello before either says it again: while one sleeps, the
 * thread is free for the other.
 */
#include <asyncc.h>
#include <stdio.h>

static async void hello(int n)
{
    printf("%d: Hello world!\n", n);
    await async_sleep(1000);
    printf("%d: Hello again!\n", n);
}

async int main(void)
{
    uint64_t start = async_now();

    await async_gather(hello(1), hello(2));
    printf("both took %d s together\n", (int)((async_now() - start) / 1000));
    return 0;
}
