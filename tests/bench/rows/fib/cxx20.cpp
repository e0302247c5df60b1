#include "../cxx20.hpp"

static int lowest;

static task<uint64_t> fib(int n)
{
    if (n < lowest) co_await give_way{};
    if (n < 2) co_return (uint64_t)n;
    uint64_t a = co_await fib(n - 1);
    co_return a + co_await fib(n - 2);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    task<uint64_t> row = fib((int)n);
    lowest = (int)m;
    row.coroutine.resume();
    bench->checksum = row.value();
    bench->operations = fib_calls(n);
}
