/* locals that live between suspensions only, beside others that live across them */
// plain: same
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

static async int n(int x) { await async_sleep(0); return x; }
static void swap(int *a, int *b) { int t = *a; *a = *b; *b = t; }

static async int mixed(int a, int b)
{
    int short_lived = a * 2, long_lived = b * 2;
    char scratch[64];

    snprintf(scratch, sizeof scratch, "%d", short_lived);
    long_lived += (int)strlen(scratch);
    int got = await n(long_lived);
    short_lived = got + 1;
    snprintf(scratch, sizeof scratch, "%d-%d", short_lived, long_lived);
    got = (int)strlen(scratch);
    got += await n(1);
    for (int i = 0; i < 3; i++) {
        int square = i * i, twice = square * 2;
        swap(&square, &twice);
        got += square - twice;
        if (i == 1) got += await n(twice);
    }
    return got + long_lived;
}

static async int one_branch(int which)
{
    int r;
    if (which) {
        int a = which * 3;
        r = await n(a) + a;
    } else {
        int b = 5;
        r = b * b;
    }
    return r;
}

static async int reused(void)
{
    int r = 0, t;
    t = 1;
    r += t + await n(1);
    t = await n(2);
    r += t;
    t = 3;
    await async_sleep(0);
    t = 4;
    r += t;
    return r;
}

async int main(void)
{
    int v = await mixed(50, 4);
    printf("%d\n", v);                          // expect: 23
    v = await one_branch(2);
    printf("%d\n", v);                          // expect: 12
    v = await one_branch(0);
    printf("%d\n", v);                          // expect: 25
    v = await reused();
    printf("%d\n", v);                          // expect: 8
    return 0;
}
