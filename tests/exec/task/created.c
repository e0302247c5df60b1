/* async_create makes a task that async_start schedules */
#include <asyncc.h>
#include <stdio.h>

static async int say(int x)
{
    printf("run %d\n", x);
    await async_sleep(0);
    return x;
}

async int main(void)
{
    async_task(int) t = async_create(say(4));
    await async_sleep(5);
    printf("%d\n", async_state(t) == ASYNC_PENDING);    // expect: 1
    async_start(t);
    printf("started\n");                                // expect: started
    int v = await async_join(t);                        // expect: run 4
    printf("%d\n", v);                                  // expect: 4
    return 0;
}
