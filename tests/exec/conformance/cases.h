/* What the programs here share: a case is an async function named after CPython's, which checks. */
#ifndef CASES_H
#define CASES_H

#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <string.h>

static int ran;

#define CHECK(holds)                                                                               \
    do {                                                                                           \
        if (!(holds)) printf("%s, line %d: %s\n", __func__, __LINE__, #holds);                     \
    } while (0)

#define RUN(name)                                                                                  \
    do {                                                                                           \
        int status = await async_try(name());                                         \
        if (status) printf("%s ended with %s\n", #name, async_status_name(status));                \
        ran++;                                                                                     \
    } while (0)

/* Runs everything else that is ready, `turns` times. */
__attribute__((unused)) static async void turns(int n) { while (n-- > 0) await async_sleep(0); }

/* Ends after `ms`, by a return of `value` or by raising `code`. */
__attribute__((unused)) static async int after(int ms, int value, int code)
{
    if (ms >= 0) await async_sleep((uint64_t)ms);
    if (code) async_raise(code);
    return value;
}

#endif
