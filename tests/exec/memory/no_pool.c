/* ASYNC_POOL=0: every frame is malloc's own, and goes with its task, so that a tool sees each one */
// env: ASYNC_POOL=0
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static async int work(int i)
{
    await async_sleep((uint64_t)i % 7);
    return i;
}

async int main(void)
{
    int sum = 0, v;
    async_group (g) for (int i = 0; i < 1000; i++) async_spawn_in(g, work(i));
    for (int i = 0; i < 100; i++) {
        async_task(int) t = async_spawn(work(i));
        async_future(int) f = async_future_new(int);
        async_set_result(f, i);
        await async_gather(v = async_join(t), async_map(3, int k, 10, work(k)));
        sum += v + await *f;
        async_release(f);
    }
    printf("%d %u\n", sum, async_context()->pool_classes);             // expect: 9900 0
    return 0;
}
