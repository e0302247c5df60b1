// Macros of the compiler, whose headers clang has its own of, stay as they are written.
#include <asyncc.h>
#include <math.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <tgmath.h>

static atomic_int total = 1;
static async int one(void) { await async_sleep(0); return 1; }
static async double half(double x) { await async_sleep(0); return x / 2; }
static async atomic_int *where(void) { await async_sleep(0); return &total; }

#define SET(x) atomic_store(&total, x)
#define LOAD atomic_load(&total)

async int main(void)
{
    atomic_flag flag = ATOMIC_FLAG_INIT;
    int expected = 5;
    atomic_int local;

    atomic_init(&local, await one());
    atomic_store(&total, await one() + 4);
    printf("%d\n", atomic_load(&total) + await one()); // expect: 6
    printf("%d\n", atomic_fetch_add(await where(), await one())); // expect: 5
    printf("%d\n", (int)atomic_compare_exchange_strong(&total, &expected, await one())); // expect: 0
    printf("%d %d\n", expected, atomic_load(&local)); // expect: 6 1
    SET(await one() + 1);
    printf("%d\n", LOAD * 10 + await one()); // expect: 21
    atomic_store_explicit(&local, await one() + 2, memory_order_release);
    if (atomic_exchange(&local, await one()) == 3) puts("three"); // expect: three
    while (atomic_fetch_sub(&local, await one()) > 0) puts("down"); // expect: down
    printf("%d\n", (int)atomic_flag_test_and_set(&flag)); // expect: 0
    printf("%d\n", (int)atomic_flag_test_and_set(&flag)); // expect: 1

    double d = 16;
    float f = 4;
    d = sqrt(d) + sqrt(f) + pow(await half(4), d);
    printf("%g\n", d); // expect: 65542
    printf("%g\n", fmax(await half(1), await half(f)) + fabs(-await half(f))); // expect: 4
    printf("%d\n", (int)isnan(await half(f))); // expect: 0
    return 0;
}
