#include "../bench.h"

#include <asyncc.h>

/* In order through a complete binary tree of `n` nodes; those below `node` are 2 node + 1 and + 2.
 */
generator(uint64_t) void walk(uint64_t node, uint64_t n)
{
    if (2 * node + 1 < n) yield_from walk(2 * node + 1, n);
    yield bench_mix(node, node);
    if (2 * node + 2 < n) yield_from walk(2 * node + 2, n);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    uint64_t sum = 0;

    (void)m;
    async_for (uint64_t x, walk(0, n)) sum = (sum >> 3) + x;
    bench->checksum = sum;
    bench->operations = n;
}
