#include "../bench.h"
#include "frame.h"

#include "frame_asyncc.h"

async int blocks(int n)
{
    int r = 0;
    {
        char a[FRAME_BUFFER];
        frame_fill(a, n);
        await leaf();
        r += frame_sum(a);
    }
    {
        char b[FRAME_BUFFER];
        frame_fill(b, r);
        await leaf();
        r += frame_sum(b);
    }
    return r;
}

#ifdef ASYNC_PARSE
#define BLOCKS_FRAME 0
#else
#define BLOCKS_FRAME sizeof(struct blocks__frame) /* which is there once it has been translated */
#endif

async void row(int n, uint64_t *result) { *result = (uint64_t)await blocks(n); }

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    async_run(row((int)m, &bench->checksum));
    bench->bytes = BLOCKS_FRAME * n;
    bench->operations = n;
}
