/* several generators alive at once, in tasks, in arrays, shared, and driving each other */
#include <asyncc.h>
#include <stdio.h>

static generator(int) void range(int from, int to)
{
    for (int i = from; i < to; i++) yield i;
}

static generator(_Bool, int) void filter(void)
{
    _Bool more = 1;
    for (;;) {
        int got = async_receive(int, yield more);
        printf("got %d\n", got);
        if (got == 3) more = 0;
    }
}

static generator(_Bool) void drive(async_gen(_Bool) consumer)
{
    for (int n = 5; n > 0; n--) {
        async_send(consumer, n);
        yield *consumer;
    }
}

static async int sum(int from, int to)
{
    int s = 0;
    async_for (int v, range(from, to)) {
        await async_sleep(1);
        s += v;
    }
    return s;
}

static async void share(const char *name, async_gen(int) g)
{
    async_for (int v, g) {
        printf("%s%d ", name, v);
        await async_sleep(0);
    }
}

async int main(void)
{
    async_gen(int) gs[3];
    for (int i = 0; i < 3; i++) gs[i] = async_iter(range(i * 10, i * 10 + 2));
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < 3; i++) {
            if (async_next(gs[i])) printf("%d ", *gs[i]);
            else printf("- ");
        }
    for (int i = 0; i < 3; i++) async_close(gs[i]);
    printf("\n");                                       // expect: 0 10 20 1 11 21 - - -

    int a, b;
    await async_gather(a = sum(0, 5), b = sum(10, 13));
    printf("%d %d\n", a, b);                            // expect: 10 33

    async_gen(int) shared = async_iter(range(0, 5));
    await async_gather(share("x", shared), share("y", shared));
    printf("\n");                                       // expect: x0 y1 x2 y3 x4
    async_close(shared);

    async_gen(_Bool) consumer = async_iter(filter());
    async_next(consumer);
    async_for (_Bool more, drive(consumer)) if (!more) break;
    // expect: got 5
    // expect: got 4
    // expect: got 3
    async_close(consumer);
    return 0;
}
