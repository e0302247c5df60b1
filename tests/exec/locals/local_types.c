/* types declared inside the function, anonymous ones, enumerators, typedefs, typeof */
// plain: same
#include <asyncc.h>
#include <stdio.h>
#include <stddef.h>

static async int n(int x) { await async_sleep(0); return x; }

static async int inside(int x)
{
    struct pair { int a, b; } p = { x, x + 1 };
    enum { FIRST = 10, SECOND } which = SECOND;
    typedef struct { struct pair in; char c; } outer;
    union { int whole; char parts[4]; } u = { .whole = 0 };
    struct { int x; struct { int deep; } in; } anonymous = { 1, { 2 } };
    struct { union { int i; float f; }; int tag; } nameless = { { 3 }, 4 };
    outer o = { p, 'o' };
    __typeof__(p) same = p;
    __auto_type copied = o.in;
    int total;

    u.parts[0] = 1;
    anonymous.in.deep += await n(5);
    o.in.a += await n(FIRST);
    which = FIRST;
    total = same.b + copied.a + (int)which + nameless.i;
    {
        struct pair { char c[3]; } p = { "pq" };
        await async_sleep(0);
        total += p.c[1] == 'q' ? (int)sizeof(struct pair) : -1000;
    }
    return total + o.in.a + anonymous.in.deep + u.parts[0] + (o.c == 'o') + (int)offsetof(outer, in.b);
}

static async int again(int x)
{
    struct pair { long a; char c; } p = { x, 'p' };     /* another type by the same name */
    await async_sleep(0);
    return (int)p.a + (p.c == 'p');
}

async int main(void)
{
    int v = await inside(1);
    printf("%d\n", v);                          // expect: 43
    v = await again(6);
    printf("%d\n", v);                          // expect: 7
    return 0;
}
