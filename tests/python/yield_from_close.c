/* delegation: a close runs the defers from the inside out */
#include "pair.h"

static generator(int, int) int inner(int n)
{
    defer printf("inner %d left\n", n);
    int sum = 0;

    for (int i = 0; i < n; i++) sum += async_receive(int, yield i);
    return sum;
}

static generator(int, int) int outer(int n)
{
    defer puts("outer left");
    int a = yield_from inner(n), b = yield_from inner(n + 1);

    yield 100 + a;
    return a + b;
}

int main(void)
{
    async_gen(int) g = async_iter(outer(2));
    shown(async_next(g), g);
    shown(async_send(g, 3), g);
    async_close(g);
    puts("closed");
    return 0;
}
