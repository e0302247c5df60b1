/* any number of tasks may await one future */
#include "pair.h"

static async_future(int) f;

static async void waits(int i)
{
    printf("%d waits\n", i);
    int v = await *f;
    printf("%d got %d\n", i, v);
}

async int main(void)
{
    f = async_future_new(int);
    async_group(g) {
        for (int i = 0; i < 3; i++) async_spawn_in(g, waits(i));
        await async_sleep(10);
        printf("%d\n", async_set_result(f, 7));
        printf("%d\n", async_set_result(f, 8));
    }
    printf("%d\n", await *f);
    async_release(f);
    return 0;
}
