/* variable lengths: every way out of the block, typedefs of them, lengths that suspend or change */
// plain: same
#include <asyncc.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct wide { _Alignas(64) int v; };

static async int n(int x) { await async_sleep(0); return x; }
static int say(int x) { printf("%d ", x); return x; }

static async int ways_out(int way)
{
    int r = 0;
again:
    for (int i = 0; i < 3; i++) {
        int outer[i + 1];
        outer[i] = await n(i);
        {
            char inner[outer[i] + 2];
            memset(inner, 'x', sizeof inner);
            await async_sleep(0);
            if (way == 1 && i == 1) break;
            if (way == 2 && i == 1) continue;
            if (way == 3 && i == 1) return (int)sizeof inner * 10 + outer[i];
            if (way == 4 && i == 2) { way = 0; goto again; }
            if (way == 5 && i == 2) goto out;
            r += (int)sizeof inner + (inner[i] == 'x');
        }
        r += (int)(sizeof outer / sizeof *outer) * 10;
    }
out:
    return r;
}

static async int types(int rows, int columns)
{
    typedef int row[columns];
    typedef row table[rows];
    table t;
    row one, *at = t, **to = &at;
    __typeof__(t) copy;
    const row *fixed = (const row *)t;
    columns = rows = 0;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++)
        for (size_t j = 0; j < sizeof(row) / sizeof(int); j++) t[i][j] = await n((int)(i * 10 + j));
    memcpy(copy, t, sizeof copy);
    memcpy(one, at[1], sizeof(one));
    await async_sleep(0);
    at++;
    *to += 1;
    int *flat = &one[1], (*whole)[sizeof one / sizeof *one] = &one;
    await async_sleep(0);
    return (*at)[1] + copy[1][2] * 100 + one[1] * 1000 + (*whole)[1] * 10000 + flat[1] +
           (int)(sizeof copy / sizeof(row)) + fixed[0][0] + (at > (row *)t);
}

static async int parameters(int rows, int columns, int m[rows][columns], int (*p)[columns])
{
    int r = 0;
    int steps = columns;
    columns = 99;
    await async_sleep(0);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < steps; j++) r += m[i][j];
    p++;
    await async_sleep(0);
    return r * 100 + (*p)[1] + (int)(sizeof *m / sizeof **m);
}

static async int in_order(void)
{
    int a[say(1) + 1], k = say(2), b[await n(say(3))][k + 1], c = say(4);
    await async_sleep(0);
    a[0] = b[2][2] = c;
    printf("%zu %zu %d\n", sizeof a, sizeof b, a[0] + b[2][2]);
    return 0;
}

static async int aligned(int count)
{
    struct wide w[count];
    _Alignas(128) char c[count];
    await async_sleep(0);
    w[count - 1].v = 5, c[0] = 1;
    return ((uintptr_t)w % 64 == 0) + ((uintptr_t)c % 128 == 0) + w[count - 1].v + c[0];
}

static async int nested(int count)
{
    int r = ({
        int a[count];
        for (int i = 0; i < count; i++) a[i] = await n(i);
        a[count - 1] + (int)sizeof a;
    });
    int plain[count];
    for (int i = 0; i < count; i++) plain[i] = i;
    return r + plain[count - 1];
}

static async int as_arguments(int count)
{
    int v[count], *first = v, (*all)[count] = &v;
    for (int i = 0; i < count; i++) v[i] = i + 1;
    int r = v[0] + await n((*all)[1]) + v[await n(2)] + first[0];
    (v + 1)[0] += await n(10);
    v[0] = v[1] + await n(v[2]);
    return r * 100 + *v;
}

async int main(void)
{
    for (int way = 0; way < 6; way++) {
        int v = await ways_out(way);
        printf("%d\n", v);
    }
    // expect: 72
    // expect: 13
    // expect: 48
    // expect: 31
    // expect: 109
    // expect: 37
    int m[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
    int v = await types(3, 4);
    printf("%d\n", v);                          // expect: 122237
    v = await parameters(2, 3, m, m);
    printf("%d\n", v);                          // expect: 2108
    await in_order();                           // expect: 1 2 3 4 8 36 8
    v = await aligned(3);
    printf("%d\n", v);                          // expect: 8
    v = await nested(3);
    printf("%d\n", v);                          // expect: 16
    v = await as_arguments(3);
    printf("%d\n", v);                          // expect: 715
    return 0;
}
