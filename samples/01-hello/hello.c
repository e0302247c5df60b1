/*
 * Two greetings in one thread: while one sleeps, the other goes on.
 */
#include <asyncc.h>
#include <stdio.h>

static async void greet(const char *name, int ms)
{
    printf("Hello, %s!\n", name);
    await async_sleep(ms);
    printf("Hello again, %s, after %d ms.\n", name, ms);
}

async int main(void)
{
    await async_gather(greet("world", 40), greet("asyncc", 20));
    return 0;
}
