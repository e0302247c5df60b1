/* pragmas about warnings stay where they stand: the lines, _Pragma, and macros of it */
#include <asyncc.h>
#include <stdio.h>

#define QUIET(e) _Pragma("GCC diagnostic push") \
    _Pragma("GCC diagnostic ignored \"-Wdeprecated-declarations\"") e _Pragma("GCC diagnostic pop")
#define BEGIN _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wdeprecated-declarations\"")
#define END _Pragma("GCC diagnostic pop")

static int plain_old(int n) __attribute__((deprecated));
static int plain_old(int n) { return n + 1; }
static async int old(int n) __attribute__((deprecated));
static async int old(int n) { await async_sleep(0); return n + 1; }

static async int lines(int n)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    int y = await old(n), z = await old(y);
#pragma GCC diagnostic pop
    for (int i = 0; i < n; i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-compare"
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
        if (await old(n) < 3u) y++;
#pragma GCC diagnostic pop
    }
    return y + z;
}

static async int operators(int n)
{
    int x;
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wdeprecated-declarations\"")
    x = await old(n);
    x += plain_old(n); /* said where it stands */
    _Pragma("GCC diagnostic pop")
    await async_sleep(0);
    return x;
}

static async int macros(int n)
{
    QUIET(n = await old(n);)
    QUIET(int m = await old(n);)
    QUIET(struct { int a; } s = {plain_old(m)};)
    await async_sleep(0);
    return n + m + s.a;
}

static async int pairs(int n)
{
    BEGIN
    int m = await old(n), kept = plain_old(m);
    END
    BEGIN n += await old(m); END
    if (n == 6) {
        BEGIN
        return m + await old(n);
        END
    }
    BEGIN int late = plain_old(n); END
    await async_sleep(0);
    return n + late + kept;
}

async int main(void)
{
    printf("%d\n", await lines(1));     // expect: 6
    printf("%d\n", await operators(1)); // expect: 4
    printf("%d\n", await macros(1));    // expect: 9
    printf("%d\n", await pairs(0));     // expect: 7
    printf("%d\n", await pairs(1));     // expect: 12
    printf("%d\n", await pairs(2));     // expect: 10
    return 0;
}
