/* macros that await, in the variable arguments of others */
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int f(int v) { await async_sleep(0); return v; }
static int sum(int n, int a, int b) { return n * 100 + a * 10 + b; }

#define AW(x) await f(x)
#define BOTH AW(5), AW(6)
#define GNU(n, ...) sum(n, ##__VA_ARGS__)
#define NAMED(n, args...) sum(n, ##args)
#define OPT(n, ...) sum(n __VA_OPT__(,) __VA_ARGS__)
#define OUTER(n, ...) GNU(n, ##__VA_ARGS__)
#define PASTED(a, b) a##b
#define LOG(format, ...) printf(format "\n", ##__VA_ARGS__)

async int main(void)
{
    LOG("%d", GNU(0, AW(1), 2));                            // expect: 12
    LOG("%d", NAMED(1, 2, AW(3)));                          // expect: 123
    LOG("%d", OPT(2, AW(3), AW(4)));                        // expect: 234
    LOG("%d", OUTER(AW(3), BOTH));                          // expect: 356
    LOG("%d %d", AW(7), PASTED(, AW(8)));                   // expect: 7 8
    LOG("none");                                            // expect: none
    return 0;
}
