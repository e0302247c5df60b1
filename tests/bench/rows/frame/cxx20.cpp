#include "frame.h"

#include <cstddef>

static std::size_t largest; /* of the frames that were asked for */

#define FRAME_MEMORY(size) (largest = (size) > largest ? (size) : largest)
#include "../cxx20.hpp"

/* Not inlined, or its frame may lie in the caller's. */
__attribute__((noinline)) static task<int> blocks(int n)
{
    int r = 0;
    {
        char a[FRAME_BUFFER];
        frame_fill(a, n);
        co_await give_way{};
        r += frame_sum(a);
    }
    {
        char b[FRAME_BUFFER];
        frame_fill(b, r);
        co_await give_way{};
        r += frame_sum(b);
    }
    co_return r;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    task<int> row = blocks((int)m);
    row.coroutine.resume();
    give_way::run_ready();
    bench->checksum = (uint64_t)row.value();
    bench->bytes = largest * n;
    bench->operations = n;
}
