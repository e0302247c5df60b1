/* locals of every kind of type keep their values across suspensions */
// plain: same
#include <asyncc.h>
#include <complex.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

struct point { int x, y; };
union word { unsigned whole; unsigned char bytes[4]; };
enum color { RED, GREEN = 40, BLUE };
typedef float quad __attribute__((vector_size(16)));

static int negate(int x) { return -x; }

async int main(void)
{
    char c = 'c', text[8] = "text", *end = text + 4;
    signed char sc = -100;
    unsigned char uc = 200;
    short s = -30000;
    unsigned short us = 60000;
    int i = -1;
    unsigned u = 4000000000u;
    long l = -(1L << 40);
    unsigned long long ull = 1ull << 63;
    _Bool yes = 1;
    float f = 1.5f;
    double d = 2.25;
    long double ld = 3.125L;
    double complex z = 1 + 2 * I;
    __int128 wide = (__int128)5 << 64;
    enum color color = BLUE;
    struct point p = { 1, 2 }, *pp = &p;
    union word w = { .whole = 0 };
    int matrix[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } }, (*row)[3] = matrix + 1;
    int (*call)(int) = negate, (*table[2])(int) = { negate, NULL };
    quad q = { 1, 2, 3, 4 };
    wchar_t ws[] = L"wide";
    const char *const words[] = { "zero", "one" };
    void *none = NULL;

    w.bytes[0] = w.bytes[3] = 7;
    await async_sleep(0);

    printf("%c %s %d\n", c, text, (int)(end - text));           // expect: c text 4
    printf("%d %d %d %d\n", sc, uc, s, us);                     // expect: -100 200 -30000 60000
    printf("%d %u %ld\n", i, u, l);                             // expect: -1 4000000000 -1099511627776
    printf("%llu %d\n", ull, yes);                              // expect: 9223372036854775808 1
    printf("%.2f %.2f %.3Lf\n", f, d, ld);                      // expect: 1.50 2.25 3.125
    printf("%.0f %.0f\n", creal(z), cimag(z));                  // expect: 1 2
    printf("%d\n", (int)(wide >> 64));                          // expect: 5
    printf("%d %d %d\n", color, p.x, pp->y);                    // expect: 41 1 2
    printf("%d %d\n", w.bytes[3], w.bytes[1]);                  // expect: 7 0
    printf("%d %d %d\n", matrix[0][2], (*row)[0], row[0][2]);   // expect: 3 4 6
    printf("%d %d %d\n", call(3), table[0](4), table[1] == NULL);   // expect: -3 -4 1
    printf("%.0f %.0f\n", q[0], q[3]);                          // expect: 1 4
    printf("%zu %zu %ls\n", sizeof ws / sizeof *ws, wcslen(ws), ws);    // expect: 5 4 wide
    printf("%s %d\n", words[1], none == NULL);                  // expect: one 1

    c++, sc--, uc += 100, s += 1, f *= 2, z *= z, wide += 1, q += q, color = RED, p = (struct point){ 3, 4 };
    strcat(text, "s");
    await async_sleep(0);
    printf("%c %d %d %d %.0f\n", c, sc, uc, s, f);              // expect: d -101 44 -29999 3
    printf("%.0f %.0f %d\n", creal(z), cimag(z), (int)wide);    // expect: -3 4 1
    printf("%.0f %d %d %s\n", q[3], color, pp->x, text);        // expect: 8 0 3 texts
    return 0;
}
