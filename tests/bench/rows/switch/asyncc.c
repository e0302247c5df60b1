#include "../bench.h"

#include <asyncc.h>

async uint64_t turns(uint64_t n)
{
    uint64_t x = 0;

    for (uint64_t i = 0; i < n; i++) {
        await async_sleep(0);
        x = bench_mix(x, i);
    }
    return x;
}

async void both(uint64_t n, uint64_t *sum)
{
    async_task(uint64_t) a = async_spawn(turns(n));
    async_task(uint64_t) b = async_spawn(turns(n));

    *sum = await async_join(a);
    *sum += await async_join(b);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    (void)m;
    async_run(both(n, &bench->checksum));
    bench->operations = 2 * n;
}
