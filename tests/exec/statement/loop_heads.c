/* loops whose heads suspend, with continue and break in their bodies */
#include <asyncc.h>
#include <stdio.h>

static async int n(int x)
{
    printf(".");
    await async_sleep(0);
    return x;
}

async int main(void)
{
    for (int i = await n(0); i < await n(3); i += await n(1)) printf("%d", i);
    printf("\n");                               // expect: ..0..1..2..
    for (int i = 0; i < 4; i += await n(1)) {
        if (i == 1) continue;
        if (i == 3) break;
        printf("%d", i);
    }
    printf("\n");                               // expect: 0..2.
    int k = 3;
    while (await n(k)) {
        k--;
        if (k == 1) continue;
        printf("w%d", k);
    }
    printf("\n");                               // expect: .w2..w0.
    do {
        k++;
        if (k == 2) continue;
        if (k == 4) break;
        printf("d%d", k);
    } while (await n(k) < 9);
    printf("\n");                               // expect: d1..d3.
    for (await n(0); await n(0); await n(0)) printf("never");
    printf("\n");                               // expect: ..
    for (int a = 0, b; a < 2 && (b = await n(a + 5)); a++) printf("%d", b);
    printf("\n");                               // expect: .5.6
    while (await n(k) < 6)
        while (await n(k++) < 5)
            printf("k%d", k);
    printf("\n");                               // expect: ..k5..
    printf("%d\n", k);                          // expect: 6
    return 0;
}
