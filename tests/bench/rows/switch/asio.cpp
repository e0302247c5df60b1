#include "../asio_row.hpp"

static asio::awaitable<void> turns(uint64_t n, uint64_t *sum)
{
    uint64_t x = 0;
    for (uint64_t i = 0; i < n; i++) {
        co_await asio::post(asio::use_awaitable);
        x = bench_mix(x, i);
    }
    *sum += x;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t)
{
    asio::io_context context(1);
    for (int i = 0; i < 2; i++) asio::co_spawn(context, turns(n, &bench->checksum), asio::detached);
    context.run();
    bench->operations = 2 * n;
}
