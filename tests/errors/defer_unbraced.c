#include <asyncc.h>
#include <stdio.h>

static int f(int x)
{
    if (x) defer printf("at once\n");                       // error: defer
    for (int i = 0; i < x; i++) defer printf("%d\n", i);    // error: defer
    if (x) { defer printf("fine\n"); }
    else defer printf("else\n");                            // error: defer
    return x;
}

int main(void) { return f(0); }
