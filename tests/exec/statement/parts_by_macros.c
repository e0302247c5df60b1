/* macros that stand for a part of a statement: braces, parentheses, semicolons, keywords */
// plain: same
#include <asyncc.h>
#include <assert.h>
#include <stdio.h>

#define BEGIN {
#define END }
#define SEMI ;
#define THEN )
#define IFF if (
#define OTHERWISE } else {
#define COLON :
#define FOREVER for (;;)
#define HEAD x = 0; x < 3; x++
#define SAY(s) puts(s);
#define LIST(...) { __VA_ARGS__ }
#define ONE 1;
#define AW(x) await f(x)
#define CHECK(x) assert(x)

static async int f(int v)
BEGIN
    await async_sleep(0);
    return v;
END

async int main(void)
BEGIN
    int x = 0;
    if (x == 0) BEGIN x = await f(1); END
    printf("%d\n", x);                                      // expect: 1
    if (x == 1) BEGIN x = await f(2) SEMI END
    IFF x == 2 THEN x = await f(3);
    printf("%d\n", x);                                      // expect: 3
    IFF x == 1 THEN { x = await f(1); OTHERWISE x = await f(4); }
    while (x > 4 THEN BEGIN x = await f(0); }
    switch (x) { case 4 COLON x = await f(5); }
    printf("%d\n", x);                                      // expect: 5
    do x = await f(x - 1) SEMI while (x > 3) SEMI
    printf("%d\n", x);                                      // expect: 3
    for (x = await f(0) SEMI x < 2 SEMI x++) await f(1);
    for (HEAD) await f(x);
    printf("%d\n", x);                                      // expect: 3
    FOREVER BEGIN if (await f(1)) break; END
    if (x == 0) SAY("no") else x = await f(6);
    SAY("said") x += await f(1) + ONE                       // expect: said
    int two[] = BEGIN await f(x), 2 END;
    int three[] = LIST(await f(1), 2, 3);
    printf("%d %d\n", two[0], three[0]);                    // expect: 8 1
    assert(AW(1));
    CHECK(AW(2) == 2);
    assert(AW(AW(3)) == 3);
    return 0;
END
