/* defer in plain functions of a dialect file */
#include <asyncc.h>
#include <stdio.h>

static int f(int how)
{
    defer printf("a ");
    for (int i = 0; i < 2; i++) {
        defer { printf("l%d ", i); }
        if (how == 1 && i == 0) continue;
        if (how == 2) break;
        if (how == 3) return 3;
        if (how == 4) goto out;
        printf("e%d ", i);
    }
    {
        defer printf("b ");
        printf("body ");
    }
out:
    printf("out ");
    return 0;
}

static void nothing(void)
{
    defer printf("done\n");
    if (f(0) == 0) return;
    printf("never ");
}

int main(void)
{
    for (int how = 0; how < 5; how++) {
        int v = f(how);
        printf("%d\n", v);
    }
    // expect: e0 l0 e1 l1 body b out a 0
    // expect: l0 e1 l1 body b out a 0
    // expect: l0 body b out a 0
    // expect: l0 a 3
    // expect: l0 out a 0
    nothing();                                  // expect: e0 l0 e1 l1 body b out a done
    return 0;
}
