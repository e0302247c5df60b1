/* yields that are not reached are not made */
#include "pair.h"

static generator(int, int) int maybe(int n)
{
    int a = n > 0 && async_receive(int, yield 1);
    int b = n > 1 || async_receive(int, yield 2);
    int c = n > 2 ? async_receive(int, yield 3) : async_receive(int, yield 4);
    return 100 * a + 10 * b + c;
}

int main(void)
{
    for (int n = 0; n < 4; n++) {
        async_gen(int) g = async_iter(maybe(n));
        bool more = shown(async_next(g), g);
        while (more) more = shown(async_send(g, 1), g);
        printf("%d\n", async_returned(int, g));
        async_close(g);
    }
    return 0;
}
