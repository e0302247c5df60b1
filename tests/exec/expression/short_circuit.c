/* what is not evaluated is not awaited */
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int a(int x)
{
    printf("[%d]", x);
    await async_sleep(0);
    return x;
}

async int main(void)
{
    int r, n = 0;

    r = await a(0) && await a(1);
    printf(" %d\n", r);                         // expect: [0] 0
    r = await a(2) && await a(3);
    printf(" %d\n", r);                         // expect: [2][3] 1
    r = await a(4) || await a(5);
    printf(" %d\n", r);                         // expect: [4] 1
    r = await a(0) || await a(0);
    printf(" %d\n", r);                         // expect: [0][0] 0
    r = (await a(0) || await a(6)) && !(await a(7) && await a(0));
    printf(" %d\n", r);                         // expect: [0][6][7][0] 1
    if (n && await a(9)) printf("never");
    if (!n || await a(10)) printf("yes\n");     // expect: yes
    while (n < 3 && await a(n + 20)) n++;
    printf(" %d\n", n);                         // expect: [20][21][22] 3
    r = await a(1) && (await a(0) ? await a(30) : await a(31));
    printf(" %d\n", r);                         // expect: [1][0][31] 1
    r = n > 2 || (await a(99), 1);
    printf("%d\n", r);                          // expect: 1
    r = await a(0) ? 1 : await a(0) ? 2 : await a(3) ? 3 : 4;
    printf(" %d\n", r);                         // expect: [0][0][3] 3
    r = await a(8) ?: await a(9);
    printf(" %d\n", r);                         // expect: [8] 8
    r = await a(0) ?: await a(9);
    printf(" %d\n", r);                         // expect: [0][9] 9
    (void)(await a(0) && await a(50));
    (void)(await a(1) && await a(51));
    (void)(await a(0) ? await a(52) : await a(53));
    printf("\n");                               // expect: [0][1][51][0][53]
    return 0;
}
