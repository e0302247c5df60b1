/* the return value is computed before the defers run */
#include <asyncc.h>
#include <stdio.h>

struct pair { int a, b; };

static int counter;
static int take(void) { return counter++; }

static async int value(void)
{
    int x = 5;
    defer { x = 99; printf("x %d ", x); }
    await async_sleep(0);
    return x;
}

static async struct pair structs(void)
{
    struct pair p = { take(), take() };
    defer p.a = p.b = -1;
    return p;
}

static async int awaited(void)
{
    defer { int v = await value(); printf("v %d ", v); }
    return await value() + 1;
}

static async void nothing(void)
{
    defer printf("nothing\n");
    return;
}

static int plain(void)
{
    int x = 1;
    defer x = 7;
    return x;
}

async int main(void)
{
    int v = await value();
    printf("%d\n", v);                          // expect: x 99 5
    struct pair p = await structs();
    printf("%d %d\n", p.a, p.b);                // expect: 0 1
    v = await awaited();
    printf("%d\n", v);                          // expect: x 99 x 99 v 5 6
    await nothing();                            // expect: nothing
    v = plain();
    printf("%d\n", v);                          // expect: 1
    return 0;
}
