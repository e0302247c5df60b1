#include "../cxx20.hpp"

static generator<uint64_t> chain(uint64_t depth, uint64_t n)
{
    if (depth > 0) {
        co_yield chain(depth - 1, n);
        co_return;
    }
    uint64_t x = 0;
    for (uint64_t i = 0; i < n; i++) co_yield x = bench_mix(x, i);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    generator<uint64_t> values = chain(m, n);
    while (values.next()) bench->checksum = (bench->checksum >> 3) + values.value();
    bench->operations = n;
}
