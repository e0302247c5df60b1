/* a failing task of a group cancels the others and the body, whichever first */
#include "pair.h"

static async int work(const char *name, int ms, int result)
{
    defer printf("%s left\n", name);
    printf("%s begins\n", name);
    await async_sleep((uint64_t)ms);
    if (result < 0) async_raise(ASYNC_EIO);
    printf("%s ends\n", name);
    return result;
}

static async void all(void)
{
    async_group(g) {
        async_spawn_in(g, work("a", 100, 1));
        async_spawn_in(g, work("b", 20, -1));
        await async_sleep(200);
        puts("never");
    }
    puts("never");
}

async int main(void)
{
    int st = await async_try(all());
    printf("%s\n", NAME(st));
    return 0;
}
