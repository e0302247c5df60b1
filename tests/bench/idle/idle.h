/* What both programs here measure with: processor time and resident memory, from one point to the next. */
#ifndef IDLE_H
#define IDLE_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Microseconds of processor time that the process has taken. */
static double cpu_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* Bytes of memory that are resident. */
static double resident(void)
{
    FILE *statm = fopen("/proc/self/statm", "r");
    long size = 0, pages = 0;
    if (!statm || fscanf(statm, "%ld %ld", &size, &pages) != 2) pages = 0;
    if (statm) fclose(statm);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static void tell(const char *what, double value) { printf("%s %.1f\n", what, value); }

/* How long number `i` sleeps, in ms: as in a program with many clients, never the same twice in a row. */
static inline unsigned sleep_ms(long i) { return 2000 + (unsigned)(i * 7919 % 1000); }

#endif
