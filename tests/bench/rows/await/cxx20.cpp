#include "../cxx20.hpp"

static task<uint64_t> add(uint64_t a, uint64_t b)
{
    if (a == UINT64_MAX) co_await give_way{};
    co_return bench_mix(a, b);
}

static task<uint64_t> sum(uint64_t n)
{
    uint64_t x = 0;
    for (uint64_t i = 0; i < n; i++) x = co_await add(x, i);
    co_return x;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t)
{
    task<uint64_t> row = sum(n);
    row.coroutine.resume();
    bench->checksum = row.value();
    bench->operations = n;
}
