/* where a result goes: located when P starts, written when it ends */
#include <asyncc.h>
#include <stdio.h>

struct place { int r; struct { int deep[3]; } in; unsigned bits : 4; };

static async int f(int k) { await async_sleep(k); return k; }
static async int moves(int *i) { await async_sleep(0); *i = 0; return 9; }

async int main(void)
{
    int a[3] = { 0 }, i = 0, *p = a, status;
    struct place s = { 0 }, *ps = &s;
    long wide = 0;
    double real = 0;

    status = await async_try(a[i + 1] = f(1));
    printf("%d %d\n", status, a[1]);                        // expect: 0 1
    status = await async_try(*p = f(4));
    printf("%d %d\n", status, a[0]);                        // expect: 0 4
    status = await async_try(*p++ = f(5));
    printf("%d %d %d\n", status, a[0], (int)(p - a));       // expect: 0 5 1
    status = await async_try(s.r = f(5));
    printf("%d %d\n", status, s.r);                         // expect: 0 5
    status = await async_try(ps->in.deep[i + 2] = f(6));
    printf("%d %d\n", status, s.in.deep[2]);                // expect: 0 6
    status = await async_try(s.bits = f(7));
    printf("%d %d\n", status, s.bits);                      // expect: 0 7
    status = await async_try(wide = i = f(2));
    printf("%d %ld %d\n", status, wide, i);                 // expect: 0 2 2
    status = await async_try(real = f(3));
    printf("%d %.1f\n", status, real);                      // expect: 0 3.0
    status = await async_try(a[i] = moves(&i));
    printf("%d %d %d\n", status, a[2], i);                  // expect: 0 9 0
    await async_gather(a[i] = moves(&i), a[i + 1] = f(1));
    printf("%d %d\n", a[0], a[1]);                          // expect: 9 1
    return 0;
}
