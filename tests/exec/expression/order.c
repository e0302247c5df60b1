/* left to right, each operand once, in an expression that holds an await */
#include <asyncc.h>
#include <stdio.h>

static int p(int x)
{
    printf("p%d ", x);
    return x;
}

static async int a(int x)
{
    printf("a%d ", x);
    await async_sleep(0);
    printf("r%d ", x);
    return x;
}

static int four(int w, int x, int y, int z) { return w * 1000 + x * 100 + y * 10 + z; }

async int main(void)
{
    int array[6] = { 0, 10, 20, 30, 40, 50 }, *v = array, r;

    r = p(1) + await a(2) + p(3);
    printf("%d\n", r);                          // expect: p1 a2 r2 p3 6
    r = p(1) - (p(2) - (await a(3) - p(4)));
    printf("%d\n", r);                          // expect: p1 p2 a3 r3 p4 -2
    r = await a(1) * p(2) + await a(3) * p(4);
    printf("%d\n", r);                          // expect: a1 r1 p2 a3 r3 p4 14
    r = four(p(1), await a(2), p(3), await a(4));
    printf("%d\n", r);                          // expect: p1 a2 r2 p3 a4 r4 1234
    r = four(await a(1), await a(2), p(3), four(0, 0, 0, p(4)));
    printf("%d\n", r);                          // expect: a1 r1 a2 r2 p3 p4 1234
    r = v[p(1)] + v[await a(2)] + v[p(3)];
    printf("%d\n", r);                          // expect: p1 a2 r2 p3 60
    v[p(1)] = await a(7);
    printf("%d\n", v[1]);                       // expect: p1 a7 r7 7
    v[await a(2)] = p(8) + await a(9);
    printf("%d\n", v[2]);                       // expect: a2 r2 p8 a9 r9 17
    *(v + p(3)) += await a(1);
    printf("%d\n", v[3]);                       // expect: p3 a1 r1 31
    int s[3] = { p(1), await a(2), p(3) };
    printf("%d%d%d\n", s[0], s[1], s[2]);       // expect: p1 a2 r2 p3 123
    r = (p(1), await a(2), p(3));
    printf("%d\n", r);                          // expect: p1 a2 r2 p3 3
    printf("%d %d\n", p(4), await a(5));        // expect: p4 a5 r5 4 5
    r = p(0) ? p(1) : p(2) + await a(3);
    printf("%d\n", r);                          // expect: p0 p2 a3 r3 5
    return 0;
}
