/*
 * bench.h - what every program of a row shares, in C and in C++.
 *
 * A program defines `bench_row` and is run as `PROGRAM N [M]`. It prints one line:
 * operations, nanoseconds, checksum, bytes by which the process grew meanwhile.
 */
#ifndef ASYNCC_BENCH_H
#define ASYNCC_BENCH_H

#include "mix.h"
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

/** What a row reports: how many operations it did, and what they computed. */
typedef struct bench {
    uint64_t operations, checksum;
} bench_t;

static void bench_row(bench_t *bench, uint64_t n, uint64_t m);

static inline uint64_t bench_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static inline uint64_t bench_peak_bytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (uint64_t)usage.ru_maxrss * 1024;
}

int main(int argc, char **argv)
{
    bench_t bench = { 0, 0 };
    uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000;
    uint64_t m = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
    uint64_t bytes = bench_peak_bytes();
    uint64_t start = bench_clock();

    bench_row(&bench, n, m);
    printf("%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", bench.operations,
           bench_clock() - start, bench.checksum, bench_peak_bytes() - bytes);
    return 0;
}

#endif
