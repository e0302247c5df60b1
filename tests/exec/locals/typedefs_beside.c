/* typedefs of variably modified types and of others in one declaration, across suspensions */
// plain: same
#include <asyncc.h>
#include <stddef.h>
#include <stdio.h>

#define BOTH(n) typedef int row[n], fixed
#define PAIR(a, b, n) typedef short a[n], b

static async int row_first(int n)
{
    typedef int row[n], fixed, *pointer;
    row v;
    fixed x = 3;
    pointer y = &x;
    v[0] = n;
    await async_sleep(0);
    *y += 1;
    fixed late = (fixed)sizeof(row) / (fixed)sizeof(fixed);
    return x * 100 + v[0] * 10 + late;
}

static async int row_last(int n)
{
    typedef const int fixed, *const *pointers, three[3], (*grid)[n], row[n];
    fixed x = n;
    const int *const at = &x;
    pointers y = &at;
    three t = {1, 2, 3};
    row *r = NULL;
    grid g = r;
    n = 0;
    await async_sleep(0);
    return (int)(**y + t[2] + (g != NULL)) + (int)(sizeof *r / (sizeof(three) / 3));
}

static async int between(int n)
{
    typedef long before, row[n], *behind, (*function)(void), rows[2][n];
    function none = NULL;
    before a = 1;
    behind b = &a;
    await async_sleep(0);
    *b += (before)(sizeof(rows) / sizeof(row));
    return (int)a + (none != NULL);
}

static async int of_records(int n)
{
    typedef struct { int a, b; } row[n], one, *link;
    typedef struct node { struct node *next; int v; } nodes[n], node;
    typedef enum { ZERO, ONE, TWO } kinds[n], kind;
    one o = {.a = 1, .b = 2};
    link p = &o;
    nodes all;
    node last = {NULL, 5};
    kind k = TWO;
    kinds ks;
    ks[1] = ONE;
    all[n - 1] = last;
    await async_sleep(0);
    all[0].next = &last;
    return p->b + all[n - 1].v + (all[0].next == &last) + (k == TWO) + (ks[1] == ZERO) + (int)(sizeof(row) / sizeof(one));
}

static async int shadowed(int n)
{
    typedef int row[n], fixed;
    fixed sum = (fixed)sizeof(fixed);
    {
        typedef char fixed, row[2 * n], *text;
        fixed c = 'a';
        text t = &c;
        row r;
        await async_sleep(0);
        sum += (int)sizeof(fixed) + (int)sizeof r + (*t == 'a');
        {
            typedef fixed again, wide[n][sizeof(again)];
            again d = 1;
            await async_sleep(0);
            sum += d + (int)sizeof(wide);
        }
    }
    fixed more = (fixed)sizeof(row);
    await async_sleep(0);
    return sum + more;
}

static async int unseen(int n)
{
    typedef double row[n], fixed;
    row r;
    r[0] = 1;
    _Alignas(fixed) char c = 1;
    await async_sleep(0);
    int kind = _Generic((fixed)1, int: 1, fixed: 2, default: 3);
    typedef __typeof__(n) whole, line[n];
    PAIR(shorts, shortly, n);
    whole w = _Generic(n, whole: 7, default: 9);
    shortly s = 4;
    await async_sleep(0);
    int sizes = (int)(sizeof(line) + sizeof(shorts) + offsetof(struct { fixed a; fixed b; }, b));
    return kind + (int)r[0] - 1 + c + w + s + sizes;
}

static async int looped(int n)
{
    int sum = 0;
    for (int i = 1; i <= n; i++) {
        typedef int row[i], fixed, other[2];
        row r;
        other o = {i, i};
        fixed f = o[1];
        r[i - 1] = f;
        await async_sleep(0);
        sum += r[i - 1] + (fixed)(sizeof(row) / sizeof(fixed));
    }
    return sum;
}

static async int no_suspension_in_its_block(int n)
{
    int sum = 0;
    await async_sleep(0);
    {
        typedef int row[n], fixed;
        row r;
        fixed f = 2;
        r[0] = f;
        sum += r[0] + (fixed)sizeof(row);
    }
    await async_sleep(0);
    return sum;
}

static async int of_macros(int n)
{
    BOTH(n);
    fixed x = 3;
    row r;
    r[0] = 1;
    await async_sleep(0);
    return x + r[0];
}

static async int aligned(int n)
{
    typedef int row[n], __attribute__((aligned(32))) wide, half __attribute__((aligned(16))), plain;
    row r;
    wide x = 3;
    half y = 4;
    plain z = 5;
    r[0] = 1;
    await async_sleep(0);
    return (int)(_Alignof(wide) + _Alignof(half) + _Alignof(plain)) + x + y + z + r[0];
}

async int main(void)
{
    int a = await row_first(4);
    printf("%d\n", a);          // expect: 444
    int b = await row_last(4);
    printf("%d\n", b);          // expect: 11
    int c = await between(3);
    printf("%d\n", c);          // expect: 3
    int d = await of_records(3);
    printf("%d\n", d);          // expect: 12
    int e = await shadowed(3);
    printf("%d\n", e);          // expect: 28
    int f = await unseen(2);
    printf("%d\n", f);          // expect: 34
    int g = await looped(3);
    printf("%d\n", g);          // expect: 12
    int h = await no_suspension_in_its_block(4);
    printf("%d\n", h);          // expect: 18
    int i = await of_macros(2), j = await aligned(2);
    printf("%d %d\n", i, j);    // expect: 4 65
    return 0;
}
