/* a spawned task does not run inside the call; tasks start in the order in which they were spawned */
#include <asyncc.h>
#include <stdio.h>

static async int worker(int id)
{
    printf("start %d\n", id);
    await async_sleep(0);
    printf("end %d\n", id);
    return id * 10;
}

async int main(void)
{
    async_task(int) a = async_spawn(worker(1)), b = async_spawn(worker(2));
    printf("spawned\n");
    printf("%d %d\n", async_done(a), async_state(b) == ASYNC_PENDING);
    int sum = await *a + await *b;
    printf("sum %d\n", sum);
    sum += await *a;
    printf("again %d\n", sum);
    async_release(a);
    async_release(b);
    return 0;
}
/* expect:
spawned
0 1
start 1
start 2
end 1
end 2
sum 30
again 40
*/
