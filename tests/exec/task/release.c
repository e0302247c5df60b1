/* references: a released task goes on, a retained one outlives its spawner's reference */
#include <asyncc.h>
#include <stdio.h>

static async int run(int x)
{
    await async_sleep(1);
    printf("ran %d\n", x);
    return x;
}

static async int use(async_task(int) t)
{
    defer async_release(t);
    return await *t * 2;
}

async int main(void)
{
    async_release(async_spawn(run(1)));
    await async_sleep(100);                      // expect: ran 1
    async_task(int) t = async_spawn(run(2));
    async_retain(t);
    async_task(int) u = async_spawn(use(t));
    printf("%d\n", await *u);
    // expect: ran 2
    // expect: 4
    async_release(u);
    printf("%d\n", await *t);                   // expect: 2
    printf("%d\n", await async_join(t));        // expect: 2
    async_detach(run(3));
    await async_sleep(100);                      // expect: ran 3
    return 0;
}
