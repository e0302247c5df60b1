/* asio_row.hpp - what the rows on standalone asio share: its io_context on one thread. */
#ifndef ASYNCC_BENCH_ASIO_ROW_HPP
#define ASYNCC_BENCH_ASIO_ROW_HPP

#include "bench.h"
#include <asio.hpp>

/* Runs a coroutine, and all that it starts, to the end. */
static inline void run_row(asio::awaitable<void> row)
{
    asio::io_context context(1);
    asio::co_spawn(context, std::move(row), asio::detached);
    context.run();
}

/* To the back of the ready queue. */
static inline asio::awaitable<void> give_way() { co_await asio::post(asio::use_awaitable); }

#endif
