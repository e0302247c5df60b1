/*
 * A job runner with two limits: at most three jobs at once, and at most one start every 100 ms. A job
 * that fails is tried again, twice at most.
 */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

typedef struct runner {
    async_semaphore_t free; /* how many more may run */
    async_lock_t gate;      /* of `next`: who holds it starts next */
    uint64_t next;          /* when that may be */
    uint64_t began;
    int running, most, failed;
} runner_t;

/* Comes back when the next job may start. */
static async void pass_gate(runner_t *runner)
{
    await async_lock(&runner->gate);
    defer async_unlock(&runner->gate);

    uint64_t now = async_now();
    if (now < runner->next) await async_sleep(runner->next - now);
    runner->next = async_now() + 100;
}

/* The work itself: job 4 fails the first time, job 6 always. */
static async void work(int job, int attempt)
{
    await async_sleep(250);
    if (job == 6 || (job == 4 && attempt == 1)) async_raise(ASYNC_EIO);
}

static async int attempt(runner_t *runner, int job, int number)
{
    await async_semaphore_acquire(&runner->free);
    defer async_semaphore_release(&runner->free);
    await pass_gate(runner);

    printf("%4d ms: job %d, attempt %d\n", (int)(async_now() - runner->began), job, number);
    if (++runner->running > runner->most) runner->most = runner->running;
    defer runner->running--;
    return await async_try(work(job, number));
}

static async void run_job(runner_t *runner, int job)
{
    for (int number = 1; number <= 3; number++)
        if (await attempt(runner, job, number) == 0) return;
    printf("job %d has failed for good\n", job);
    runner->failed++;
}

async int main(void)
{
    runner_t runner = { .gate = ASYNC_LOCK_INIT, .began = async_now() };

    async_semaphore_init(&runner.free, 3);
    async_group(jobs) {
        for (int job = 1; job <= 8; job++) async_spawn_in(jobs, run_job(&runner, job));
    }
    printf("at most %d at once, %d failed, %d ms\n", runner.most, runner.failed,
           (int)(async_now() - runner.began));
    return 0;
}
