/* results of every kind of type, used where they come */
// plain: same
#include <asyncc.h>
#include <complex.h>
#include <stdio.h>

struct vector { double x, y; int tags[3]; struct { char c; } in; };
union value { long whole; double real; };
enum mode { OFF, ON = 7 };
typedef int row_t[3];

static int square(int x) { return x * x; }

static async char c(void) { await async_sleep(0); return 'c'; }
static async signed char sc(void) { await async_sleep(0); return -128; }
static async unsigned short us(void) { await async_sleep(0); return 65535; }
static async long long ll(void) { await async_sleep(0); return 1LL << 40; }
static async _Bool yes(void) { await async_sleep(0); return 5; }
static async float f(void) { await async_sleep(0); return 1.25f; }
static async long double ld(void) { await async_sleep(0); return 2.5L; }
static async double complex z(void) { await async_sleep(0); return 1 + 2 * I; }
static async enum mode mode(void) { await async_sleep(0); return ON; }
static async union value value(void) { await async_sleep(0); return (union value){ .whole = 9 }; }
static async const char *text(void) { await async_sleep(0); return "text"; }
static async row_t *row(void) { static row_t r = { 1, 2, 3 }; await async_sleep(0); return &r; }
static async int (*rows(void))[3] { static int r[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } }; await async_sleep(0); return r; }
static async int (*function(void))(int) { await async_sleep(0); return square; }
static async void *nothing(void) { await async_sleep(0); return NULL; }
static async struct vector vector(double x)
{
    await async_sleep(0);
    return (struct vector){ x, x / 2, { 1, 2, 3 }, { 'v' } };
}

async int main(void)
{
    printf("%c\n", await c());                          // expect: c
    printf("%d\n", await sc() - 1);                     // expect: -129
    printf("%d\n", await us() + 1);                     // expect: 65536
    printf("%lld\n", await ll() * 2);                   // expect: 2199023255552
    printf("%d\n", await yes());                        // expect: 1
    printf("%.3f\n", await f() * 2);                    // expect: 2.500
    printf("%.1Lf\n", await ld());                      // expect: 2.5
    printf("%.0f\n", creal(await z() * I));             // expect: -2
    printf("%d\n", await mode());                       // expect: 7
    printf("%ld\n", (await value()).whole);             // expect: 9
    printf("%s %c\n", await text(), 't');               // expect: text t
    printf("%c\n", (await text())[1]);                  // expect: e
    printf("%c\n", *(await text() + 2));                // expect: x
    printf("%d\n", (*await row())[2]);                  // expect: 3
    printf("%d\n", (await rows())[1][0]);               // expect: 4
    printf("%d\n", (await function())(5));              // expect: 25
    printf("%d\n", await nothing() == NULL);            // expect: 1
    printf("%.1f\n", (await vector(3)).y);              // expect: 1.5
    printf("%d\n", (await vector(3)).tags[1]);          // expect: 2
    printf("%c\n", (await vector(3)).in.c);             // expect: v
    struct vector v = await vector(8);
    printf("%.0f %d\n", v.x, v.tags[2]);                // expect: 8 3
    v.x = (await vector(1)).x + v.x;
    printf("%.0f\n", v.x);                              // expect: 9
    printf("%zu\n", sizeof(row_t));                     // expect: 12
    return 0;
}
