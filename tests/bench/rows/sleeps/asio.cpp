#include "../asio_row.hpp"

static asio::awaitable<uint64_t> one(uint64_t i)
{
    uint64_t ms = bench_sleep_ms(i);
    asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::milliseconds(ms));
    co_await timer.async_wait(asio::use_awaitable);
    co_return bench_mix(i, ms);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t)
{
    asio::io_context context(1);
    for (uint64_t i = 0; i < n; i++)
        asio::co_spawn(context, one(i), [bench](std::exception_ptr error, uint64_t value) {
            if (error) abort();
            bench->checksum += value;
        });
    context.run();
    bench->operations = n;
}
