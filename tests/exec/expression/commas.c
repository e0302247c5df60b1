// A comma expression without parentheses, wherever C has a whole expression, not only an operand.
// plain: same
// cflags: -Wno-unused-value
#include <asyncc.h>
#include <stdio.h>

static int x = 3, y = 5;
static struct pair { int a, b; } pair = {7, 8};

async int one(void) { await async_sleep(0); return 1; }
async int returned(void) { return x++, y; }
async int returned_later(void) { await one(); return x++, y; }

async int main(void)
{
    int n = ({ await one(); x++, y; });
    printf("%d %d\n", n, x);                                    // expect: 5 4
    n = ({ await one(); x++ , (y + 1); }) + 1;
    printf("%d %d\n", n, x);                                    // expect: 7 5
    n = ({ await one(); pair, y; });
    printf("%d\n", n);                                          // expect: 5
    struct pair p = ({ await one(); y, pair; });
    printf("%d %d\n", p.a, p.b);                                // expect: 7 8
    n = ({ int k = await one(); k, y; });
    printf("%d %d %d\n", n, await returned(), await returned_later()); // expect: 5 5 5
    n = await one() ? x++, y : (y++, x);
    printf("%d\n", n);                                          // expect: 5
    n = await one() ? await one(), y : 0;
    printf("%d\n", n);                                          // expect: 5
    int q[2] = {(await one(), x), ({ await one(); x, y; })};
    printf("%d %d %d\n", q[0], q[1], q[x, await one()]);        // expect: 8 5 5
    switch (x, await one(), y) { case 5: printf("five\n"); }    // expect: five
    if (await one(), x - 8) printf("no\n");
    for (n = 0; n++, await one(), n < 3;) continue;
    printf("%d\n", n);                                          // expect: 3
    return 0;
}
