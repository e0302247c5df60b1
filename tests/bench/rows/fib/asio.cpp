#include "../asio_row.hpp"

static int lowest;

static asio::awaitable<uint64_t> fib(int n)
{
    if (n < lowest) co_await give_way();
    if (n < 2) co_return (uint64_t) n;
    uint64_t a = co_await fib(n - 1);
    co_return a + co_await fib(n - 2);
}

static asio::awaitable<void> row(int n, uint64_t *result) { *result = co_await fib(n); }

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    lowest = (int)m;
    run_row(row((int)n, &bench->checksum));
    bench->operations = fib_calls(n);
}
