/* headers of every kind that define async functions: lists, folders, #pragma once, this file itself */
// plain: same
#ifndef PASS
#define PASS 1

#include <stdio.h>
#include <string.h>
#include "lib/outer.h"
#include "lib/once.h"
#include "lib/plain.h"

#define ENTRY(name, value) static async int name(int x) { await async_sleep(0); return x + value; }
#include "list.def"
#undef ENTRY
#define ENTRY(name, value) sum += await name(value);
static async int all(void)
{
    int sum = 0;
#include "list.def"
    return sum;
}
#undef ENTRY

#define NAME first_pass
#include __FILE__
#undef NAME
#define NAME second_pass
#include __FILE__
#undef NAME

async int main(void)
{
    int v = await outer(1);
    printf("%d\n", v);                          // expect: 211
    v = await all();
    printf("%d\n", v);                          // expect: 66
    v = await first_pass(1) + await second_pass(2);
    printf("%d\n", v);                          // expect: 23
    printf("%d\n", plain_value());              // expect: 7
    const char *file = strrchr(once_file(), '/');
    printf("%s %d\n", file ? file + 1 : once_file(), once_line());     // expect: once.h 8
    printf("%d\n", __LINE__);                   // expect: 42
    return 0;
}

#else

static async int NAME(int x)
{
    await async_sleep(0);
    return x + 10;
}

#endif
