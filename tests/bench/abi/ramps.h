/*
 * ramps.h - what two translation units know of each other's async functions: their prototypes.
 */
#ifndef ASYNCC_BENCH_RAMPS_H
#define ASYNCC_BENCH_RAMPS_H

#include "mini_runtime.h"

struct pair {
    double half;
    char letters[5];
};

/* Calls through a table, and one of them in another file's constant initializer. */
struct operations {
    int (*twice)(int v);
    struct pair (*pair)(int v);
    void (*touch)(int *cell, int v);
};

extern const struct operations far_operations;

int far_twice(int v);             /* raises v where it is negative, suspends where it is odd */
struct pair far_pair(int v);      /* suspends where v is odd */
void far_touch(int *cell, int v); /* the same */
bool far_odd(long n);             /* awaits near_even(n - 1) */
bool near_even(long n);           /* awaits far_odd(n - 1); suspends at 0 */

#endif
