#include "../bench.h"

#include <asyncc.h>

generator(uint64_t) void chain(uint64_t depth, uint64_t n)
{
    uint64_t x = 0;

    if (depth > 0) {
        yield_from chain(depth - 1, n);
        return;
    }
    for (uint64_t i = 0; i < n; i++) yield x = bench_mix(x, i);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    uint64_t sum = 0;

    async_for (uint64_t x, chain(m, n)) sum = (sum >> 3) + x;
    bench->checksum = sum;
    bench->operations = n;
}
