#include <asyncc.h>

static generator(int) void counts(int n)
{
    int x = 1 + yield n;                    // error: parenthes
    x = n * yield x;                        // error: parenthes
    x = (yield x) + 1;
    yield x;
}

int main(void)
{
    async_for (int i, counts(3)) (void)i;
    return 0;
}
