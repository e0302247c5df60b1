#include <asyncc.h>

static generator(int) void g(void)
{
    defer { yield 2; }                      // error: yield|defer
    yield 1;
}

int main(void)
{
    async_for (int v, g()) (void)v;
    return 0;
}
