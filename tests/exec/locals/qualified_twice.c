// Locals and parameters with several qualifiers: what moves can be written once, and keeps its
// other ones.
#include <asyncc.h>
#include <stdatomic.h>
#include <stdio.h>
struct big {
    int a;
    const int b;
};
static async int o(const volatile int p, int *const volatile q, const int r)
{
    const volatile int cv = p;
    _Atomic const int ac = 4;
    const _Atomic int ca = 5;
    _Atomic(int) at = 6;
    const _Atomic volatile int cav = 7;
    const volatile struct big s = {1, 2};
    const volatile int array[2] = {8, 9};
    int *const volatile pointer = q;
    await async_sleep(0);
    return cv + ac + ca + at + cav + s.a + s.b + array[0] + array[1] + *pointer + *q + r + p;
}
async int main(void)
{
    int x = 1;
    printf("%d\n", await o(10, &x, 3)); // expect: 67
    return 0;
}
