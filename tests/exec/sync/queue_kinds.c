/* LIFO and priority queues; equal priorities come in the order of their puts; waiters */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <string.h>

struct job { short priority; char name[3]; };

static int by_priority(const struct job *a, const struct job *b) { return a->priority - b->priority; }
static int by_value(const unsigned *a, const unsigned *b) { return (*a > *b) - (*a < *b); }
static int by_text(const char *const *a, const char *const *b) { return strcmp(*a, *b); }

static async void get(async_queue(unsigned) q, int i)
{
    unsigned v = await async_get(q);
    printf("%d<%u ", i, v);
}

static async void put(async_queue(unsigned) q, unsigned v) { await async_put(q, v); }

async int main(void)
{
    async_queue(struct job) jobs = async_priority_queue_new(struct job, 0, by_priority);
    for (int i = 0; i < 20; i++) {
        struct job job = {(short)(i * 7 % 3), {(char)('a' + i), 0}};
        async_try_put(jobs, job);
    }
    for (int i = 0; i < 20; i++) printf("%s", (await async_get(jobs)).name);
    printf("\n");                                           // expect: adgjmpsbehknqtcfilor
    async_queue_free(jobs);

    async_queue(unsigned) p = async_priority_queue_new(unsigned, 0, by_value);
    unsigned state = 1, last = 0, v, wrong = 0;
    for (int i = 0; i < 5000; i++) {
        state = state * 1103515245u + 12345u;
        async_try_put(p, state >> 8);
        if (i % 3 == 2 && !async_try_get(p, &v)) wrong++;
    }
    while (async_try_get(p, &v)) {
        wrong += v < last;
        last = v;
    }
    printf("%u %zu\n", wrong, async_queue_len(p));          // expect: 0 0
    async_task(void) t[3];
    for (int i = 0; i < 2; i++) t[i] = async_spawn(get(p, i));
    await async_sleep(0);
    for (unsigned i = 5; i > 2; i--) async_try_put(p, i);   /* who waits gets the best that there is */
    for (int i = 0; i < 2; i++) await async_join(t[i]);
    printf("%u\n", await async_get(p));                     // expect: 0<3 1<4 5
    async_queue_free(p);

    async_queue(const char *) texts = async_priority_queue_new(const char *, 0, by_text);
    await async_put(texts, "pear");
    await async_put(texts, "apple");
    printf("%s\n", await async_get(texts));                 // expect: apple
    async_queue_free(texts);

    async_queue(unsigned) l = async_lifo_queue_new(unsigned, 3);
    for (unsigned i = 0; i < 4; i++) printf("%d", async_try_put(l, i));
    t[0] = async_spawn(put(l, 4));
    t[1] = async_spawn(put(l, 5));
    await async_sleep(0);
    printf(" %u", await async_get(l));
    await async_sleep(0);
    for (int i = 0; i < 4; i++) printf(" %u", await async_get(l));
    printf("\n");                                           // expect: 1110 2 4 1 0 5
    for (int i = 0; i < 2; i++) await async_join(t[i]);
    for (int i = 0; i < 2; i++) t[i] = async_spawn(get(l, i));
    await async_sleep(0);
    for (unsigned i = 1; i < 4; i++) async_try_put(l, i);
    for (int i = 0; i < 2; i++) await async_join(t[i]);
    printf("%u\n", await async_get(l));                     // expect: 0<3 1<2 1
    async_queue_free(l);
    return 0;
}
