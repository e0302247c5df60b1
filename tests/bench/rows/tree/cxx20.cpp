#include "../cxx20.hpp"

static generator<uint64_t> walk(uint64_t node, uint64_t n)
{
    if (2 * node + 1 < n) co_yield walk(2 * node + 1, n);
    co_yield bench_mix(node, node);
    if (2 * node + 2 < n) co_yield walk(2 * node + 2, n);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t)
{
    generator<uint64_t> values = walk(0, n);
    while (values.next()) bench->checksum = (bench->checksum >> 3) + values.value();
    bench->operations = n;
}
