/* queues: bounded and not, what is put is converted, growth, order of getters and putters */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <string.h>

struct message { int number; char text[20]; };

static async void put(async_queue(int) q, int v)
{
    await async_put(q, v);
    printf("p%d ", v);
}

static async void get(async_queue(int) q, int i)
{
    int v = await async_get(q);
    printf("%d<%d ", i, v);
}

static async struct message message(int i)
{
    struct message m = {i, ""};
    await async_sleep(0);
    snprintf(m.text, sizeof m.text, "message %d", i);
    return m;
}

async int main(void)
{
    async_task(void) t[4];
    async_queue(int) q = async_queue_new(int, 2);

    for (int i = 0; i < 4; i++) t[i] = async_spawn(put(q, i));
    await async_sleep(0);
    printf("| %zu %d ", async_queue_len(q), async_try_put(q, 9));
    printf("%d ", await async_get(q));
    printf("%zu %d ", async_queue_len(q), async_try_put(q, 9));     /* the place is promised */
    for (int i = 0; i < 3; i++) printf("%d ", await async_get(q));
    for (int i = 0; i < 4; i++) await async_join(t[i]);
    printf("%zu\n", async_queue_len(q));    // expect: p0 p1 | 2 0 0 1 0 1 p2 p3 2 3 0

    for (int i = 0; i < 3; i++) t[i] = async_spawn(get(q, i));
    await async_sleep(0);
    for (int i = 0; i < 2; i++) async_try_put(q, i);
    int v = 7;
    printf("%zu %d%d ", async_queue_len(q), async_try_get(q, &v), v);   /* items are promised */
    await async_sleep(0);
    async_try_put(q, 2);
    async_try_put(q, 3);                    /* the item that is promised to nobody */
    printf("| %d ", await async_get(q));
    for (int i = 0; i < 3; i++) await async_join(t[i]);
    printf("%zu\n", async_queue_len(q));    // expect: 2 07 0<0 1<1 | 3 2<2 0

    async_try_put(q, 1);
    async_try_put(q, 2);
    t[0] = async_spawn(put(q, 3));
    await async_sleep(0);
    v = await async_get(q);
    v = v * 10 + await async_get(q);
    await async_put(q, 4);                  /* behind the put that is promised a place */
    v = v * 10 + await async_get(q);
    printf("%d\n", v * 10 + await async_get(q));                // expect: p3 1234
    await async_join(t[0]);
    async_queue_free(q);

    async_queue(double) d = async_queue_new(double, 0);
    for (int i = 0; i < 1000; i++) await async_put(d, i);
    for (int i = 0; i < 600; i++) async_try_get(d, &v);
    for (int i = 1000; i < 3000; i++) await async_put(d, i);
    double next = 600;
    while (async_queue_len(d) && await async_get(d) == next) next++;
    printf("%.0f %.1f\n", next, (await async_put(d, 1), await async_get(d) / 2));  // expect: 3000 0.5
    async_queue_free(d);

    async_queue(struct message) m = async_queue_new(struct message, 1);
    for (int i = 0; i < 2; i++) {
        await async_put(m, await message(i));
        printf("%s, ", (await async_get(m)).text);
    }
    await async_put(m, ((struct message){5, "five"}));
    struct message last = await async_get(m);
    printf("%d %s\n", last.number, last.text);          // expect: message 0, message 1, 5 five

    async_queue(const char *) s = async_queue_new(const char *, 0);
    await async_put(s, "left in it");
    async_queue_free(s);
    async_queue_free(m);
    async_queue_free(NULL);
    return 0;
}
