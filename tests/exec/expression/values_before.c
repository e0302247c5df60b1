/* what stands left of an await has been read before it suspends; what stands right, after */
#include <asyncc.h>
#include <stdio.h>

static int global = 1;
struct pair { int a, b; };
static struct pair both = { 1, 2 };

static async int set(int *at, int x)
{
    await async_sleep(0);
    *at = x;
    return x;
}

static async struct pair swap(void)
{
    await async_sleep(0);
    both = (struct pair){ both.b, both.a };
    return both;
}

static int three(int x, int y, int z) { return x * 100 + y * 10 + z; }
static int pairs(struct pair p, struct pair q) { return p.a * 1000 + p.b * 100 + q.a * 10 + q.b; }

async int main(void)
{
    int r = global + await set(&global, 5) + global;
    printf("%d\n", r);                          // expect: 11
    global = 1;
    r = three(global, await set(&global, 2), global);
    printf("%d\n", r);                          // expect: 122
    int i = 1, *p = &i, v[4] = { 0 };
    v[i] = await set(p, 3);
    printf("%d%d%d%d\n", v[0], v[1], v[2], v[3]);   // expect: 0300
    r = *p - await set(p, 1) - i;
    printf("%d\n", r);                          // expect: 1
    r = pairs(both, await swap());
    printf("%d\n", r);                          // expect: 1221
    r = both.a * 10 + (await swap()).a + both.a;
    printf("%d\n", r);                          // expect: 22
    int k = 1;
    r = k++ + await set(&i, 10) + k++;
    printf("%d %d\n", r, k);                    // expect: 13 3
    int *q = &v[1];
    r = *q++ + await set(&i, 4) + *q;
    printf("%d\n", r);                          // expect: 7
    struct pair made = { global, await set(&global, 7) };
    printf("%d %d %d\n", made.a, made.b, global);   // expect: 2 7 7
    return 0;
}
