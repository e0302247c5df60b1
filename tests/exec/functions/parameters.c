/* parameters of every kind, changed by the callee, read by it after a suspension */
// plain: same
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

struct vector { double x, y, z; };
union number { long whole; double real; };
enum mode { OFF, ON };

static int square(int x) { return x * x; }

static async int array(int a[], int n)
{
    int s = 0;
    for (int i = 0; i < n; i++) {
        await async_sleep(0);
        s += a[i];
    }
    return s;
}

static async int matrix(int m[2][3]) { await async_sleep(0); return m[1][2]; }
static async int bounded(char s[static 3]) { await async_sleep(0); return s[2]; }
static async double structs(struct vector v, const struct vector *p)
{
    await async_sleep(0);
    v.x *= 2;
    return v.x + p->y;
}
static async long unions(union number n) { await async_sleep(0); return n.whole; }
static async int callback(int (*f)(int), int x) { await async_sleep(0); return f(x); }
static async int function(int f(int), int x) { await async_sleep(0); return f(x); }
static async int qualified(const int a, volatile int b, int *restrict c, char *const d)
{
    await async_sleep(0);
    b++;
    (*c)++;
    return a + b + *c + d[0];
}
static async int changed(int a)
{
    a++;
    await async_sleep(0);
    a *= 2;
    return a;
}
static async int unused(int a, int b, int c) { (void)a, (void)c; await async_sleep(0); return b; }
static async int none(void) { await async_sleep(0); return 7; }
static async void many(char a, short b, long c, long long d, unsigned char e, float f, double g,
                       long double h, void *i, enum mode j, _Bool k, const char *l)
{
    await async_sleep(0);
    printf("%c %d %ld %lld %d %.1f %.1f %.1Lf %d %d %d %s\n", a, b, c, d, e, (double)f, g, h,
           i == NULL, j, k, l);
}

async int main(void)
{
    int a[] = { 1, 2, 3, 4 }, m[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } }, c = 5, x = 3, v;
    struct vector vec = { 1, 2, 3 };

    v = await array(a, 4);
    printf("%d\n", v);                          // expect: 10
    v = await matrix(m);
    printf("%d\n", v);                          // expect: 6
    v = await bounded("xyz");
    printf("%c\n", v);                          // expect: z
    double d = await structs(vec, &vec);
    printf("%.1f %.1f\n", d, vec.x);            // expect: 4.0 1.0
    long l = await unions((union number){ .whole = 12 });
    printf("%ld\n", l);                         // expect: 12
    v = await callback(square, 7);
    printf("%d\n", v);                          // expect: 49
    v = await function(square, 8);
    printf("%d\n", v);                          // expect: 64
    v = await qualified(1, 2, &c, "A");
    printf("%d\n", v);                          // expect: 75
    v = await changed(x);
    printf("%d %d\n", v, x);                    // expect: 8 3
    v = await unused(1, 2, 3);
    printf("%d\n", v);                          // expect: 2
    v = await none();
    printf("%d\n", v);                          // expect: 7
    await many('c', -3, 70000L, 1LL << 40, 200, 1.5f, 2.5, 3.5L, NULL, ON, 5, "s");
    // expect: c -3 70000 1099511627776 200 1.5 2.5 3.5 1 1 1 s
    v = await changed('a') + await changed((short)1);
    printf("%d\n", v);                          // expect: 200
    return 0;
}
