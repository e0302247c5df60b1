/* a pool of workers: async_task_done, async_queue_join */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static int done;

static async void worker(async_queue(int) q)
{
    for (;;) {
        int ms = await async_get(q);
        await async_sleep(ms);
        done++;
        async_task_done(q);
    }
}

async int main(void)
{
    async_queue(int) q = async_queue_new(int, 4);
    async_task(void) t[3];

    await async_queue_join(q);
    for (int i = 0; i < 3; i++) t[i] = async_spawn(worker(q));
    for (int i = 0; i < 20; i++) await async_put(q, i % 3);
    await async_queue_join(q);
    printf("%d %zu\n", done, async_queue_len(q));           // expect: 20 0
    await async_put(q, 1);
    await async_queue_join(q);
    printf("%d\n", done);                                   // expect: 21
    for (int i = 0; i < 3; i++) {
        async_cancel(t[i]);
        printf("%s ", async_status_name(await async_try(*t[i])));
        async_release(t[i]);
    }
    printf("\n");                                           // expect: ECANCELED ECANCELED ECANCELED
    async_queue_free(q);
    return 0;
}
