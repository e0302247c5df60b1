#include "../bench.h"

#include <asyncc.h>

async uint64_t add(uint64_t a, uint64_t b)
{
    if (a == UINT64_MAX) await async_sleep(0);
    return bench_mix(a, b);
}

async void sum(uint64_t n, uint64_t *result)
{
    uint64_t x = 0;

    for (uint64_t i = 0; i < n; i++) x = await add(x, i);
    *result = x;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    (void)m;
    async_run(sum(n, &bench->checksum));
    bench->operations = n;
}
