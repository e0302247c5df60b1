#include "../cxx20.hpp"

static task<uint64_t> turns(uint64_t n)
{
    uint64_t x = 0;
    for (uint64_t i = 0; i < n; i++) {
        co_await give_way{};
        x = bench_mix(x, i);
    }
    co_return x;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t)
{
    task<uint64_t> a = turns(n), b = turns(n);
    a.coroutine.resume();
    b.coroutine.resume();
    give_way::run_ready();
    bench->checksum = a.value() + b.value();
    bench->operations = 2 * n;
}
