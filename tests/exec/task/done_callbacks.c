/* async_on_done: always from the loop, in order, also for what is done already */
#include <asyncc.h>
#include <stdio.h>

static void called(void *handle, void *argument)
{
    printf("%s %d %d\n", (const char *)argument, async_done(handle), *(int *)handle);
}

static void chains(void *handle, void *argument)
{
    async_on_done(handle, called, argument);
    printf("chained\n");
}

static async int three(void) { await async_sleep(1); return 3; }

async int main(void)
{
    async_task(int) t = async_spawn(three());
    async_on_done(t, called, "one");
    async_on_done(t, called, "two");
    await async_sleep(50);
    // expect: one 1 3
    // expect: two 1 3
    async_on_done(t, called, "late");
    printf("registered\n");                     // expect: registered
    await async_sleep(1);                       // expect: late 1 3
    async_release(t);

    async_future(int) f = async_future_new(int);
    async_on_done(f, chains, "chain");
    async_set_result(f, 8);
    printf("set\n");                            // expect: set
    await async_sleep(50);
    // expect: chained
    // expect: chain 1 8
    async_release(f);
    return 0;
}
