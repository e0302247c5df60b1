/*
 * Three workers share twenty jobs through a queue. `join` waits until each job that was put has been
 * reported as done; then the workers, who would wait for ever, are cancelled.
 */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async void worker(int id, async_queue(int) jobs, int *served)
{
    for (;;) {
        int ms = await async_get(jobs);
        await async_sleep(ms);
        served[id]++;
        async_task_done(jobs);
    }
}

async int main(void)
{
    async_queue(int) jobs = async_queue_new(int, 0);
    int served[3] = { 0 }, total = 0;
    uint64_t start = async_now();

    defer async_queue_free(jobs);
    for (int i = 0; i < 20; i++) {
        await async_put(jobs, 50 + 10 * (i % 3));
        total += 50 + 10 * (i % 3);
    }
    async_group(workers) {
        for (int i = 0; i < 3; i++) async_spawn_in(workers, worker(i, jobs, served));
        await async_queue_join(jobs);
        break; /* leaving the group early cancels who is left in it */
    }
    printf("3 workers slept in parallel for %d ms\n", (int)(async_now() - start));
    printf("the jobs are %d ms long\n", total);
    printf("served: %d, %d and %d\n", served[0], served[1], served[2]);
    return 0;
}
