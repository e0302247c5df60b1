#include "../asio_row.hpp"

static asio::awaitable<uint64_t> add(uint64_t a, uint64_t b)
{
    if (a == UINT64_MAX) co_await give_way();
    co_return bench_mix(a, b);
}

static asio::awaitable<void> sum(uint64_t n, uint64_t *result)
{
    uint64_t x = 0;
    for (uint64_t i = 0; i < n; i++) x = co_await add(x, i);
    *result = x;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t)
{
    run_row(sum(n, &bench->checksum));
    bench->operations = n;
}
