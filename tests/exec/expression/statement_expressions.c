/* GNU statement expressions around and inside awaits */
// plain: same
#include <asyncc.h>
#include <stdio.h>

#define LARGER(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ > b_ ? a_ : b_; })

static async int n(int x)
{
    if (x & 1) await async_sleep(0);
    return x;
}

async int main(void)
{
    int r = ({ int x = await n(3); x * 2; });
    printf("%d\n", r);                          // expect: 6
    r = LARGER(await n(4), await n(9));
    printf("%d\n", r);                          // expect: 9
    r = LARGER(LARGER(await n(1), await n(2)), LARGER(await n(7), await n(5)));
    printf("%d\n", r);                          // expect: 7
    r = 1 + ({ int s = 0; for (int i = 0; i < 4; i++) s += await n(i); s; }) + ({ await n(1); 10; });
    printf("%d\n", r);                          // expect: 17
    for (int i = ({ await n(2); }); i < ({ await n(4); }); i++) printf("i%d ", i);
    printf("\n");                               // expect: i2 i3
    r = ({ int q = 0; if (await n(1)) q = 5; else q = 6; q; }) ? ({ await n(8); }) : 0;
    printf("%d\n", r);                          // expect: 8
    while (({ int t = await n(r); t > 5; })) r--;
    printf("%d\n", r);                          // expect: 5
    r = await n(({ int x = 2; x += await n(1); x; }));
    printf("%d\n", r);                          // expect: 3
    ({ await n(1); });
    r = ({ again: r++; if (await n(r) < 8) goto again; r; });
    printf("%d\n", r);                          // expect: 8
    return 0;
}
