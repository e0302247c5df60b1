/*
 * bench.h - what every program of a row shares, in C and in C++.
 *
 * A program defines `bench_row` and is run as `PROGRAM N [M]`. It prints one line: operations,
 * nanoseconds of the processor, checksum, bytes by which the process grew meanwhile (by its peak of
 * resident memory), or those that the row counts itself.
 */
#ifndef ASYNCC_BENCH_H
#define ASYNCC_BENCH_H

#include "mix.h"
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/** What a row reports: how many operations it did, what they computed, bytes where it counts them.
 */
typedef struct bench {
    uint64_t operations, checksum, bytes;
} bench_t;

static void bench_row(bench_t *bench, uint64_t n, uint64_t m);

static inline uint64_t bench_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* Of this program alone: ru_maxrss would begin with the peak of whoever started it. */
static inline uint64_t bench_peak_bytes(void)
{
    char line[256];
    uint64_t kilobytes = 0;
    FILE *status = fopen("/proc/self/status", "r");

    if (!status) return 0;
    while (fgets(line, sizeof line, status) && sscanf(line, "VmHWM: %" SCNu64, &kilobytes) != 1) {
    }
    fclose(status);
    return kilobytes * 1024;
}

int main(int argc, char **argv)
{
    bench_t bench = {0, 0, 0};
    uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000;
    uint64_t m = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
    uint64_t bytes = bench_peak_bytes();
    uint64_t start = bench_clock();

    bench_row(&bench, n, m);
    start = bench_clock() - start;
    if (bench.bytes == 0) bench.bytes = bench_peak_bytes() - bytes;
    printf("%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", bench.operations, start,
           bench.checksum, bench.bytes);
    return 0;
}

#endif
