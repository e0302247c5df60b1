/* async_gather: children start in order, results go where they are named, all are waited for */
#include <asyncc.h>
#include <stdio.h>

static async int f(int ms, int v)
{
    printf("s%d ", v);
    await async_sleep(ms);
    printf("e%d ", v);
    return v;
}

static async void nothing(void) { printf("void "); await async_sleep(0); }
static async int at_once(int v) { return v; }

async int main(void)
{
    int a = 0, b = 0, c = 0, v[3] = { 0 }, i = 1;
    struct { int x; } s = { 0 };

    await async_gather(a = f(60, 1), b = f(40, 2), c = f(20, 3));
    printf("| %d %d %d\n", a, b, c);            // expect: s1 s2 s3 e3 e2 e1 | 1 2 3
    await async_gather(v[0] = f(0, 4), v[i + 1] = f(20, 5), s.x = f(40, 6), nothing());
    printf("| %d %d %d\n", v[0], v[2], s.x);    // expect: s4 s5 s6 void e4 e5 e6 | 4 5 6
    await async_gather(a = f(0, 7));
    printf("| %d\n", a);                        // expect: s7 e7 | 7
    await async_gather(a = at_once(8), b = at_once(9));
    printf("%d %d\n", a, b);                    // expect: 8 9
    await async_gather(a = f(0, 1), async_gather(b = f(20, 2), c = f(40, 3)));
    printf("| %d\n", a + b + c);                // expect: s1 s2 s3 e1 e2 e3 | 6
    async_task(int) t = async_spawn(f(20, 4));
    async_future(int) fu = async_future_new(int);
    async_set_result(fu, 5);
    await async_gather(a = *t, b = *fu, c = f(0, 6));
    printf("| %d %d %d\n", a, b, c);            // expect: s6 s4 e6 e4 | 4 5 6
    async_release(t);
    async_release(fu);
    return 0;
}
