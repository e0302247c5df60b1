/* clean-up attributes in order with defers, in plain functions */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

static void done(int *p) { printf("c%d ", *p); }
static void released(char **p) { printf("%s ", *p); free(*p); }

#define auto_int __attribute__((cleanup(done))) int

static char *text(char c)
{
    char *made = malloc(2);
    made[0] = c;
    made[1] = 0;
    return made;
}

static int in_order(int n)
{
    auto_int a = 1;
    defer printf("d1 ");
    auto_int b = 2, c = 3;
    defer printf("d%d ", b);
    for (int i = 0; i < 3; i++) {
        defer printf("i%d ", i);
        __attribute__((cleanup(released))) char *s = text((char)('x' + i));
        int __attribute__((cleanup(done))) b = 10 * i;
        if (i == 1 && n == 1) continue;
        if (i == 1 && n == 2) break;
        if (i == 1 && n == 3) return b + s[0];
        if (i == 1 && n == 4) goto out;
    }
    b = 7;
out:
    return c += a;
}

int main(void)
{
    for (int n = 0; n < 5; n++) printf("%d\n", in_order(n));
    // expect: c0 x i0 c10 y i1 c20 z i2 d7 c4 c7 d1 c1 4
    // expect: c0 x i0 c10 y i1 c20 z i2 d7 c4 c7 d1 c1 4
    // expect: c0 x i0 c10 y i1 d7 c4 c7 d1 c1 4
    // expect: c0 x i0 c10 y i1 d2 c3 c2 d1 c1 131
    // expect: c0 x i0 c10 y i1 d2 c4 c2 d1 c1 4
    return 0;
}
