/*
 * A generator that is given values: the value of `yield` is what was sent. This one keeps a counter,
 * which can be set while it counts.
 */
#include <asyncc.h>
#include <stdio.h>

typedef struct order {
    bool set; /* false, all zero, when it was resumed by async_next */
    int value;
} order_t;

static generator(int, order_t) void counter(int limit)
{
    defer printf("the counter is closed\n");
    for (int n = 0; n < limit; n++) {
        order_t order = async_receive(order_t, yield n);
        if (order.set) n = order.value - 1;
    }
}

int main(void)
{
    async_gen(int) count = async_iter(counter(10));

    async_next(count);
    printf("%d\n", *count);
    async_next(count);
    printf("%d\n", *count);
    async_send(count, (order_t){ true, 7 });
    printf("set to %d\n", *count);
    while (async_next(count)) printf("%d\n", *count);
    async_close(count);
    return 0;
}
