/* nothing goes into one that has ended */
#include "pair.h"

static generator(int, int) int echo(int n)
{
    int got = 0, sum = 0;

    for (int i = 0; i < n; i++) {
        got = async_receive(int, yield got * 2);
        printf("got %d\n", got);
        sum += got;
    }
    return sum;
}

int main(void)
{
    async_gen(int) g = async_iter(echo(0));
    shown(async_next(g), g);
    shown(async_send(g, 6), g);
    shown(async_next(g), g);
    async_close(g);
    return 0;
}
