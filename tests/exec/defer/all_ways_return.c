/* Plain functions with a defer whose every way returns: the C compiler has nothing to warn of. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

static int either(int k)
{
    defer printf("left ");
    if (k) return 1;
    else return 2;
}

static int chosen(int k)
{
    defer printf("left ");
    switch (k) {
    case 0: return 10;
    case 1: return 11;
    default: return 12;
    }
}

static int endless(int k)
{
    defer printf("left ");
    for (;;)
        if (k-- == 0) return k;
}

static int ended(int k)
{
    defer printf("left ");
    if (k) return 7;
    abort();
}

static int past_two(int k)
{
    defer printf("outer ");
    {
        defer printf("inner ");
        if (k == 1) goto out;
        if (k) return 20;
    }
    return 21;
out:
    return 22;
}

int main(void)
{
    defer printf("end\n");
    printf("%d %d\n", either(0), either(1));    // expect: left left 2 1
    printf("%d ", chosen(0));
    printf("%d\n", chosen(5));                  // expect: left 10 left 12
    printf("%d ", endless(3));
    printf("%d\n", ended(1));                   // expect: left -1 left 7
    for (int i = 0; i < 3; i++) printf("%d ", past_two(i));
    printf("\n");                               // expect: inner outer 21 inner outer 22 inner outer 20
                                                // expect: end
}
