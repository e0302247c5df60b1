/* a block entered again starts with fresh locals, initialized again */
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int n(int x) { await async_sleep(0); return x; }

async int main(void)
{
    for (int i = 0; i < 3; i++) {
        int a[3] = { i };
        struct { int x, y; } s = { .y = i };
        a[1] += 5;
        s.x += 2;
        await async_sleep(0);
        a[2]++;
        printf("%d%d%d%d%d\n", a[0], a[1], a[2], s.x, s.y);
        a[0] = a[1] = a[2] = s.x = 99;
    }
    // expect: 05120
    // expect: 15121
    // expect: 25122
    int k = 0;
again: {
        int v = 10;
        v += k;
        await async_sleep(0);
        v++;
        printf("%d\n", v);
    }
    if (++k < 3) goto again;
    // expect: 11
    // expect: 12
    // expect: 13
    for (int i = 0; i < 2; i++) {
        for (int j = await n(i); j < 2; j++) {
            int z = await n(j), w = z * 2;
            char t[4] = "ab";
            t[0] = (char)(t[0] + w);
            await async_sleep(0);
            printf("%s%d\n", t, z);
            t[1] = 'z';
        }
    }
    // expect: ab0
    // expect: cb1
    // expect: cb1
    for (k = 0; k < 3; k++) {
        int *p = &(int){ k };
        await async_sleep(0);
        ++*p;
        printf("%d\n", *p);
    }
    // expect: 1
    // expect: 2
    // expect: 3
    return 0;
}
