/* tasks.c N finish|cancel: N tasks that sleep at once, then wake or are cancelled */
#include <asyncc.h>
#include <string.h>
#include "idle.h"

static long awake;

static async void idle(unsigned ms)
{
    await async_sleep(ms);
    awake++;
}

async int main(int argc, char **argv)
{
    long n = argc > 1 ? atol(argv[1]) : 1000;
    bool cancels = argc > 2 && strcmp(argv[2], "cancel") == 0;
    double memory = resident(), start = cpu_us();

    if (cancels) {
        async_task(void) *tasks = malloc((size_t)n * sizeof *tasks);
        for (long i = 0; i < n; i++) tasks[i] = async_spawn(idle(sleep_ms(i)));
        await async_sleep(0);
        start = cpu_us();
        for (long i = 0; i < n; i++) async_cancel(tasks[i]);
        for (long i = 0; i < n; i++) async_release(tasks[i]);
        await async_sleep(0);
        tell("cancel_ns", (cpu_us() - start) * 1e3 / (double)n);
        free(tasks);
        return awake != 0;
    }
    for (long i = 0; i < n; i++) async_detach(idle(sleep_ms(i)));
    await async_sleep(0);
    tell("spawn_ns", (cpu_us() - start) * 1e3 / (double)n);
    tell("bytes", (resident() - memory) / (double)n);
    start = cpu_us();
    while (awake < n) await async_sleep(100);
    tell("finish_ns", (cpu_us() - start) * 1e3 / (double)n);
    await async_sleep(1500); /* a loop that waits gives memory back, at most once a second */
    await async_sleep(10);
    tell("left_bytes", (resident() - memory) / (double)n);
    return 0;
}
