#include "../bench.h"

#include <asyncc.h>

async uint64_t one(uint64_t i)
{
    uint64_t ms = bench_sleep_ms(i);

    await async_sleep(ms);
    return bench_mix(i, ms);
}

async void many(uint64_t n, uint64_t *sum)
{
    async_task(uint64_t) *tasks = malloc(n * sizeof *tasks);

    if (!tasks) abort();
    for (uint64_t i = 0; i < n; i++) tasks[i] = async_spawn(one(i));
    for (uint64_t i = 0; i < n; i++) *sum += await async_join(tasks[i]);
    free(tasks);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    (void)m;
    async_run(many(n, &bench->checksum));
    bench->operations = n;
}
