#include "../bench.h"

#include <asyncc.h>

generator(uint64_t) void mixes(uint64_t n)
{
    uint64_t x = 0;

    for (uint64_t i = 0; i < n; i++) yield x = bench_mix(x, i);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    uint64_t sum = 0;

    (void)m;
    async_for (uint64_t x, mixes(n)) sum = (sum >> 3) + x;
    bench->checksum = sum;
    bench->operations = n;
}
