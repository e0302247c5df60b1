#include <asyncc.h>

static async int work(int ms)
{
    await async_sleep((uint64_t)ms);
    return ms;
}

async int gathered(void)
{
    int a, b;

    await async_gather(a = work(10), b = work(20));
    return a + b;
}

async int spawned(int count)
{
    async_task(int) tasks[8];
    int sum = 0;

    for (int i = 0; i < count; i++) tasks[i] = async_spawn(work(i));
    for (int i = 0; i < count; i++) sum += await async_join(tasks[i]);
    return sum;
}

async int promised(async_future(int) f)
{
    return await *f + 1;
}

async int main(void)
{
    return await gathered() == 30 && await spawned(4) == 6 ? 0 : 1;
}
