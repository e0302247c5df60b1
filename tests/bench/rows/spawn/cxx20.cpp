#include "../cxx20.hpp"
#include <vector>

static task<uint64_t> one(uint64_t i)
{
    co_await give_way{};
    co_await give_way{};
    co_return bench_mix(i, i);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t)
{
    std::vector<task<uint64_t>> tasks;
    tasks.reserve(n);
    for (uint64_t i = 0; i < n; i++) {
        tasks.push_back(one(i));
        tasks.back().coroutine.resume();
    }
    give_way::run_ready();
    for (auto &each : tasks) bench->checksum += each.value();
    bench->operations = n;
}
