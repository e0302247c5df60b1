// What the preprocessor leaves out of a function stands between its statements, and is no part of them.
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int f(int n)
{
    await async_sleep(0);
    return n;
}

static async int pick(int n)
{
    switch (n) {
#if 0
    case 0: return await g();
#else
    case 1: await f(n); return 10;
#endif
    default: await f(n);
    }
#ifdef UNKNOWN
    n = 1; {
#else
    if (await f(n)) n += 2; else {
#endif
        n = 7;
    }
#ifdef UNKNOWN
    return -1;
#elif defined __CHAR_BIT__
    for (int i = 0; i < await f(2); i++) n += i;
#else
    return -2;
#endif
    if (n > 100) return 1; else n++;
#ifdef UNKNOWN
    n = text that is no C
#endif
    int a[] = {
#ifndef UNKNOWN
        await f(1),
#else
        2,
#endif
        3,
    };
    return n + a[0] +
#ifdef UNKNOWN
        1;
#else
        await f(a[1]);
#endif
}

async int main(void)
{
    printf("%d %d %d\n", await pick(0), await pick(1), await pick(2)); // expect: 13 10 10
#ifdef UNKNOWN
    return 1;
#endif
    return 0;
}
