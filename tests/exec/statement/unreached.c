/* code that no path reaches, behind return, goto, break and endless loops */
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int one(void) { await async_sleep(0); return 1; }

static async int after_return(int x)
{
    return x + await one();
    x = await one();
    return x;
}

static async int after_goto(int x)
{
    goto out;
    x += await one();
out:
    return x;
}

static async int endless(int x)
{
    for (;;) {
        x += await one();
        if (x > 5) return x;
    }
}

static async int in_if_zero(int x)
{
    if (0) {
inside: x += await one();
        return x;
    }
    if (x < 3) {
        x += 10;
        goto inside;
    }
    return -x;
}

async int main(void)
{
    int v = await after_return(1);
    printf("%d\n", v);                          // expect: 2
    v = await after_goto(v);
    printf("%d\n", v);                          // expect: 2
    v = await endless(v);
    printf("%d\n", v);                          // expect: 6
    v = await in_if_zero(v);
    printf("%d\n", v);                          // expect: -6
    v = await in_if_zero(v);
    printf("%d\n", v);                          // expect: 5
    return 0;
}
