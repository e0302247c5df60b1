/* what lives across a yield and nothing else: operands of the yield itself, flags, loop counters */
#include <asyncc.h>
#include <stdio.h>

static generator(int) void flagged(void)
{
    int flag = 1;
    for (;;) {
        int got = yield flag;
        if (got == 3) flag = 7;
    }
}

static generator(_Bool, int) void until(int last)
{
    _Bool more = 1;
    while (1) {
        int got = async_receive(int, yield more);
        if (got == last) more = 0;
    }
}

static generator(int) void counted(void)
{
    int i = 0;
    while (i < 3) yield i++;
    do yield i; while (--i > 1);
}

int main(void)
{
    async_gen(int) g = async_iter(flagged());
    async_next(g);
    async_send(g, 3);
    async_send(g, 0);
    printf("%d\n", *g);                         // expect: 7
    async_close(g);
    async_gen(_Bool) u = async_iter(until(4));
    async_next(u);
    for (int i = 2; i < 6; i++) {
        async_send(u, i);
        printf("%d", *u);
    }
    printf("\n");                               // expect: 1100
    async_close(u);
    async_for (int v, counted()) printf("%d", v);
    printf("\n");                               // expect: 01232
    return 0;
}
