/* mix.h - the work that the rows do between suspensions. */
#ifndef ASYNCC_BENCH_MIX_H
#define ASYNCC_BENCH_MIX_H

#include <stdint.h>

/** A step that no compiler can fold over a loop: two cycles, and no closed form. */
static inline uint64_t bench_mix(uint64_t x, uint64_t i)
{
    return (x >> 1) ^ (i * 3);
}

/** How long sleeper `i` sleeps, in ms: 1 to 1000, never the same twice in a row. */
static inline uint64_t bench_sleep_ms(uint64_t i)
{
    return 1 + i * 7919 % 1000;
}

/** How many calls fib(n) makes. */
static inline uint64_t fib_calls(uint64_t n)
{
    uint64_t last = 1, calls = 1;
    for (uint64_t i = 2; i <= n; i++) {
        uint64_t next = calls + last + 1;
        last = calls;
        calls = next;
    }
    return calls;
}

#endif
