/* A statement expression that is all of a body, or stands behind a label. */
#include <asyncc.h>
#include <stdio.h>

static async int n(int x) { await async_sleep(1); printf("%d ", x); return x; }

async int main(void)
{
    int i = 2;
    goto middle;
    printf("never ");
middle: /* not before a declaration */
    ({ await n(1); });
    if (i) ({ await n(2); }); else ({ await n(0); });
    while (i--) ({ await n(3); });
    do ({ await n(4); }); while (++i < 1);
    for (; i < 2; i++) (({ await n(5); }));
    switch (i + 0) {
    case 2: ({ await n(6); }); break;
    default: ({ await n(7); });
    }
    defer ({ await n(9); printf("\n"); });
    async_timeout(1000) ({ await n(8); });
    return 0;                               // expect: 1 2 3 3 4 4 5 6 8 9
}
