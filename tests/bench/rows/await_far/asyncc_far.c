#include "../mix.h"
#include "far_asyncc.h"

async uint64_t add(uint64_t a, uint64_t b)
{
    if (a == UINT64_MAX) await async_sleep(0);
    return bench_mix(a, b);
}
