/* what is shielded does not go on alone: the awaiter stays until it is over, then leaves */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static async void commit(void) { await async_sleep(50); printf("committed\n"); }    // expect: committed
static async void work(void) { defer printf("left\n"); await async_shield(commit()); (void)0; }  // expect: left

async int main(void)
{
    async_task(void) t = async_spawn(work());
    await async_sleep(1);
    async_cancel(t);
    int st = await async_try(async_join(t));
    printf("%s\n", async_status_name(st));              // expect: ECANCELED
    return 0;
}
