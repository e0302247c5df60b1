/* yields as operands, in order */
#include "pair.h"

static generator(int, int) int sums(void)
{
    int v[2] = { 0, 0 };
    int a = async_receive(int, yield 1) + 10 * async_receive(int, yield 2);

    v[a > 0] = async_receive(int, yield a) - async_receive(int, yield v[0]);
    return async_receive(int, yield v[1]) ? a + v[1] : async_receive(int, yield -1);
}

int main(void)
{
    for (int last = 0; last < 2; last++) {
        async_gen(int) g = async_iter(sums());
        shown(async_next(g), g);
        for (int i = 1; i < 5; i++) shown(async_send(g, i), g);
        if (shown(async_send(g, last), g)) shown(async_send(g, 9), g);
        printf("%d\n", async_returned(int, g));
        async_close(g);
    }
    return 0;
}
