/*
 * The frame of a function with two buffers in separate blocks, each alive while a callee of another
 * translation unit is awaited: the struct that one writes by hand, in which the two share their
 * place.
 */
#include "../bench.h"
#include "frame.h"

struct leaf; /* the callee's frame */

struct blocks {
    int state;
    int n, r;
    struct leaf *callee;
    union {
        char a[FRAME_BUFFER];
        char b[FRAME_BUFFER];
    };
};

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    struct blocks blocks = {.n = (int)m};
    frame_fill(blocks.a, blocks.n);
    blocks.r += frame_sum(blocks.a);
    frame_fill(blocks.b, blocks.r);
    blocks.r += frame_sum(blocks.b);
    bench->checksum = (uint64_t)blocks.r;
    bench->bytes = sizeof blocks * n;
    bench->operations = n;
}
