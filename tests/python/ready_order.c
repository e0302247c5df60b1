/* ready tasks run in turn */
#include "pair.h"

static async void hops(const char *name, int n)
{
    for (int i = 0; i < n; i++) {
        printf("%s%d\n", name, i);
        await async_sleep(0);
    }
}

async int main(void)
{
    async_group(g) {
        async_spawn_in(g, hops("a", 3));
        async_spawn_in(g, hops("b", 2));
        puts("spawned");
    }
    return 0;
}
