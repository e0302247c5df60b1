#include <asyncc.h>

static int check(int x)
{
    if (x < 0) async_raise(x);              // error: async_raise
    return x;
}

int main(void) { return check(0); }
