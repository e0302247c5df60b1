#include <asyncc.h>
#include <stdlib.h>

static async int f(int x) { await async_sleep(1); return x; }
static void use(int v) { (void)v; }

static async int careless(void)
{
    int v;
    (void)await async_wait_for(10, v = f(1));
    return v;                               // warning: v
}

static async int careful(void)
{
    int v;
    if (await async_wait_for(10, v = f(1)) != 0) return -1;
    return v;
}

static async int looks_too_late(void)
{
    int v, st = await async_try(v = f(1));
    use(v);                                 // warning: 'v'.*\n?.*gives 0
    if (st) return -1;
    return v;
}

static async int goes_on(void)
{
    int v, st;
    st = await async_try(v = f(1));
    if (st != 0) use(st);
    return v;                               // warning: v
}

static async int in_the_wrong_arm(void)
{
    int v;
    if (await async_try(v = f(1)) == 0) return 0;
    return v;                               // warning: v
}

static async int of_the_other(void)
{
    int a, b, s, t;
    await async_gather(s = async_try(a = f(1)), t = async_try(b = f(2)));
    if (s) return t;
    return a + b;                           // warning: 'b'
}

static async int together(void)
{
    int a, b, st = await async_try(async_gather(a = f(1), b = f(2)));
    if (st < 0) use(b);                     // warning: 'b'
    if (!st) use(a);
    return 0;
}

static generator(int, int) int receives(void)
{
    int v;
    (void)async_try(v = yield 1);
    return v;                               // warning: v
}

static async int all_is_well(int n)
{
    int v, w = 0, x, y, z, st = await async_try(v = f(1));
    if (st) v = -1;
    use(v);
    st = await async_try(w = f(1));
    use(w);
    st = await async_try(x = f(1));
    if (st == 0 && x > 3) use(x);
    use(st ? -1 : x);
    while ((st = await async_try(y = f(n))) != 0) n--;
    use(y);
    do st = await async_try(z = f(n)); while (st == ASYNC_ETIMEDOUT);
    use(z);
    return v + w;
}

static async int leaves(void)
{
    int a, b, c, d, st = await async_try(a = f(1));
    if (st) exit(1);
    use(a);
    if (await async_try(b = f(1))) async_raise(1);
    use(b);
    if ((st = await async_try(c = f(1))) != 0 || c < 0) return -1;
    use(c);
    st = await async_try(d = f(1));
    switch (st) {
    case 0: use(d);
    }
    return 0;
}

async int main(void)
{
    int n = 0;
    async_for (int v, receives()) n += v;
    return await careless() + await careful() + await looks_too_late() + await goes_on() +
           await in_the_wrong_arm() + await of_the_other() + await together() +
           await all_is_well(n) + await leaves();
}
