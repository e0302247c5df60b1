/* nothing can be sent to one that has not started; it starts all the same */
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
    async_gen(int) g = async_iter(echo(2));
    shown(async_send(g, 5), g);
    shown(async_next(g), g);
    shown(async_send(g, 6), g);
    shown(async_send(g, 7), g);
    printf("%d\n", async_returned(int, g));
    async_close(g);
    return 0;
}
