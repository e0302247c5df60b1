// A macro for specifiers or attributes may begin the head of a definition, whatever is defined.
#include <asyncc.h>
#include <stdio.h>
#define API __attribute__((visibility("default")))
#define STATIC static
#define UNUSED __attribute__((unused))
#define EMPTY
#define INLINE static inline UNUSED
#define INT int
#define ALIGNED(n) __attribute__((aligned(n)))

API async void a1(void) { await async_sleep(0); }
STATIC async int a2(void) { await async_sleep(0); return 2; }
UNUSED static async int a3(void) { await async_sleep(0); return 3; }
EMPTY async int a4(void) { await async_sleep(0); return 4; }
INLINE async INT a5(void) { await async_sleep(0); return 5; }
ALIGNED(16) STATIC async int a6(void) { await async_sleep(0); return 6; }
STATIC generator(int) void g1(void) { yield 1; }
STATIC async generator(INT) void g2(void) { yield 2; }
STATIC int p1(void) { defer puts("deferred p1"); return 1; }
INT UNUSED p2(void) { defer puts("deferred p2"); return 2; }
async STATIC INT a7(void) { await async_sleep(0); return 7; }
__attribute__((visibility("default"))) async int a8(void) { await async_sleep(0); return 8; }
STATIC async int a9(int);
STATIC async int a9(int n) { return await a2() + n; }
STATIC int p3(void) { int n = 0; async_for (int v, g1()) n += v; return n; }
#define NAME(x) x##_made
STATIC async int NAME(f)(void) { await async_sleep(0); return 10; }
#define RET(x) STATIC async x
RET(int) f11(void) { await async_sleep(0); return 11; }
#define HEAD(x) STATIC async int x(void)
HEAD(f12) { await async_sleep(0); return 12; }
STATIC INT p4(INT n) { defer { puts("deferred p4"); } return n; }

API async INT main(void)
{
    await a1();
    printf("%d %d %d %d %d\n", await a2(), await a3(), await a4(), await a5(), await a6()); // expect: 2 3 4 5 6
    async_for (int v, g1()) printf("g1 %d\n", v); // expect: g1 1
    async_for (int v, g2()) printf("g2 %d\n", v); // expect: g2 2
    printf("%d %d\n", await a7(), await a8()); // expect: 7 8
    printf("%d %d\n", await a9(1), p3()); // expect: 3 1
    printf("%d %d %d\n", await f_made(), await f11(), await f12()); // expect: 10 11 12
    puts("plain"); // expect: plain
    p1(); // expect: deferred p1
    p2(); // expect: deferred p2
    p4(1); // expect: deferred p4
    return 0;
}
