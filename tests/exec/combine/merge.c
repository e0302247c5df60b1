/* async_merge: several async generators as one */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static async generator(int) void ticks(const char *name, int ms, int n, int status)
{
    defer printf("(%s ends) ", name);
    for (int i = 0; i < n; i++) {
        await async_sleep((uint64_t)ms);
        yield 10 * ms + i;
    }
    if (status) async_raise(status);
}

struct seen { size_t index; int value; };

static async int loop(void)
{
    async_gen(int) a = async_iter(ticks("a", 10, 3, 0)), b = async_iter(ticks("b", 24, 2, 0));
    int sum = 0;

    defer { await async_close(a); await async_close(b); }
    async_for (struct seen v, async_merge(a, b)) {
        printf("%zu:%d ", v.index, v.value);
        sum += v.value;
    }
    return sum;
}

static async void by_hand(void)
{
    async_gen(int) a = async_iter(ticks("a", 1, 9, 0)), b = async_iter(ticks("b", 50, 9, 0));
    __auto_type m = async_merge(a, b);

    for (int i = 0; i < 3 && await async_next(m); i++) {
        await async_sleep(0);
        __auto_type v = *m;
        printf("%zu:%d %d ", m->index, m->value, (int)v.index);
    }
    await async_close(m);
    printf("%d ", async_status(b) == 0);
    printf("%s ", await async_next(b) ? "more" : "ended");
    await async_close(a);
    await async_close(b);
}

static async void raises(void)
{
    async_gen(int) a = async_iter(ticks("a", 1, 2, ASYNC_EIO)), b = async_iter(ticks("b", 1000, 2, 0));

    defer { await async_close(a); await async_close(b); }
    async_for (struct seen v, async_merge(a, b)) printf("%d ", v.value);
    printf("not reached ");
}

static async void left(void)
{
    async_gen(int) a = async_iter(ticks("a", 1, 9, 0)), b = async_iter(ticks("b", 1, 9, 0));
    async_gen(int) c = async_iter(ticks("c", 1, 0, 0));

    defer { await async_close(a); await async_close(b); await async_close(c); }
    async_for (struct seen v, async_merge(a, b, c)) {
        printf("%zu:%d ", v.index, v.value);
        if (v.index == 1) break;
    }
    __auto_type never = async_merge(a, b);
    await async_close(never);
}

async int main(void)
{
    printf("%d\n", await loop());
    // expect: 0:100 0:101 1:240 0:102 (a ends) 1:241 (b ends) 784
    await by_hand();
    puts(""); // expect: 0:10 0 0:11 0 0:12 0 (b ends) 0 ended (a ends)
    printf("%s\n", async_status_name(await async_try(raises())));
    // expect: 10 11 (a ends) (b ends) EIO
    await left();
    puts(""); // expect: (c ends) 0:10 1:10 (a ends) (b ends)
    printf("%s\n", async_status_name(await async_wait_for(40, loop())));
    // expect: 0:100 0:101 1:240 0:102 (a ends) (b ends) ETIMEDOUT
    return 0;
}
