/* two struct results, or arrays inside them, alive in one expression */
// plain: same
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

struct text { char body[16]; int length; };

static async struct text make(const char *s)
{
    struct text t;
    await async_sleep(0);
    memset(&t, 0, sizeof t);
    strcpy(t.body, s);
    t.length = (int)strlen(s);
    return t;
}

static async int length(struct text t) { await async_sleep(0); return t.length; }
static int lengths(struct text a, struct text b) { return a.length * 10 + b.length; }

async int main(void)
{
    printf("%s\n", (await make("alone")).body);                     // expect: alone
    int same = strcmp((await make("one")).body, (await make("two")).body) == 0;
    printf("%d\n", same);                                           // expect: 0
    same = strcmp((await make("one")).body, (await make("one")).body) == 0;
    printf("%d\n", same);                                           // expect: 1
    printf("%d\n", lengths(await make("three"), await make("me"))); // expect: 52
    printf("%d\n", await length(await make("four")));               // expect: 4
    printf("%c%c\n", (await make("ab")).body[1], (await make("cd")).body[0]);   // expect: bc
    struct text both[2] = { await make("x"), await make("yz") };
    printf("%s %s\n", both[0].body, both[1].body);                  // expect: x yz
    both[0] = both[1], both[1] = await make("last");
    printf("%s %s\n", both[0].body, both[1].body);                  // expect: yz last
    return 0;
}
