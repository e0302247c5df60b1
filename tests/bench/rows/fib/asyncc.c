#include "../bench.h"

#include <asyncc.h>

static int lowest;

async uint64_t fib(int n)
{
    if (n < lowest) await async_sleep(0);
    if (n < 2) return (uint64_t)n;
    return await fib(n - 1) + await fib(n - 2);
}

async void row(int n, uint64_t *result)
{
    *result = await fib(n);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    lowest = (int)m;
    async_run(row((int)n, &bench->checksum));
    bench->operations = fib_calls(n);
}
