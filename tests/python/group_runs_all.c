/* a group waits for its tasks */
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

async int main(void)
{
    async_group(g) {
        async_spawn_in(g, work("a", 40, 1));
        async_spawn_in(g, work("b", 20, 2));
        puts("body");
    }
    puts("after");
    return 0;
}
