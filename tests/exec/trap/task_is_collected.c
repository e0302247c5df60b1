/* a task that nobody holds goes on to its end */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static int ended;
static async void work(void) { await async_sleep(100); ended++; }

async int main(void)
{
    for (int i = 0; i < 10; i++) async_detach(work());
    for (int i = 0; i < 10; i++) async_release(async_spawn(work()));
    await async_sleep(101);
    printf("%d\n", ended);                              // expect: 20
    return 0;
}
