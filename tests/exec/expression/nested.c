/* awaits inside the arguments of awaits */
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int add(int a, int b)
{
    if ((a + b) & 1) await async_sleep(0);
    return a + b;
}

static async int *slot(int *v, int i) { await async_sleep(0); return &v[i]; }

async int main(void)
{
    int v[4] = { 1, 2, 3, 4 }, r;

    r = await add(await add(1, 2), await add(3, await add(4, 5)));
    printf("%d\n", r);                          // expect: 15
    r = await add(await add(await add(await add(await add(0, 1), 1), 1), 1), 1);
    printf("%d\n", r);                          // expect: 5
    r = v[await add(v[await add(0, 0)], v[1]) & 3];
    printf("%d\n", r);                          // expect: 4
    *await slot(v, await add(1, 1)) = await add(10, 20);
    printf("%d\n", v[2]);                       // expect: 30
    (*await slot(v, 0))++;
    ++*await slot(v, 0);
    *await slot(v, 1) *= await add(2, 3);
    printf("%d %d\n", v[0], v[1]);              // expect: 3 10
    r = -await add(1, 1) + ~await add(1, 2) + !await add(0, 0) + (int)(unsigned char)await add(255, 2);
    printf("%d\n", r);                          // expect: -4
    r = await add(r, ({ int t = await add(2, 2); t * t; }));
    printf("%d\n", r);                          // expect: 12
    int size = (int)sizeof(int) * await add(1, 1);
    printf("%d\n", size);                       // expect: 8
    return 0;
}
