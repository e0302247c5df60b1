#include "../cxx20.hpp"

static generator<uint64_t> mixes(uint64_t n)
{
    uint64_t x = 0;
    for (uint64_t i = 0; i < n; i++) co_yield x = bench_mix(x, i);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t)
{
    generator<uint64_t> values = mixes(n);
    while (values.next()) bench->checksum = (bench->checksum >> 3) + values.value();
    bench->operations = n;
}
