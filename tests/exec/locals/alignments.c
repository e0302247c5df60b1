/* alignments by whatever spelling: macros, enumerators, types, attributes */
// plain: same
#include <asyncc.h>
#include <stdint.h>
#include <stdio.h>

#define LINE 32
#define ALIGNED(n) __attribute__((aligned(n)))
struct wide { _Alignas(64) char c; };
enum { PAGE = 256 };
typedef int quad ALIGNED(16);

static int is_aligned(const void *p, uintptr_t to) { return (uintptr_t)p % to == 0; }
static async int n(int x) { await async_sleep(0); return x; }

static async int all(char c)
{
    char odd = c;
    _Alignas(LINE * 2) int a = 1;
    _Alignas(PAGE) char b = 2;
    char d ALIGNED(LINE) = 3, e ALIGNED(128) = 4;
    _Alignas(struct wide) char f = 5;
    _Alignas(_Alignof(struct wide) << 1) char g[3] = { 6 };
    quad h = await n(7);
    _Alignas(long double) char i = 8;
    _Alignas(8) _Alignas(16) const char j = 9;
    int k __attribute__((aligned)) = 10;
    await async_sleep(0);
    int ok = is_aligned(&a, 64) + is_aligned(&b, 256) + is_aligned(&d, 32) + is_aligned(&e, 128) +
             is_aligned(&f, 64) + is_aligned(g, 128) + is_aligned(&h, 16) +
             is_aligned(&i, _Alignof(long double)) + is_aligned(&j, 16) + is_aligned(&k, 16);
    return ok * 100 + odd + a + b + d + e + f + g[0] + h + i + j + k;
}

async int main(void)
{
    char c = 1;
    for (int i = 0; i < 2; i++) {
        _Alignas(LINE) char buffer[3] = "b";
        int v = await all(c);
        printf("%d %d %s\n", v, is_aligned(buffer, LINE), buffer);
    }
    // expect: 1056 1 b
    // expect: 1056 1 b
    return 0;
}
