// env: ASYNC_VIRTUAL_TIME=1
// timeout: 20
/*
 * Producers and consumers of a small queue, under a lock, a semaphore and a condition now and then,
 * any of which may be cancelled at any moment: every item that was put is got once.
 */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

enum { ROUNDS = 60, TASKS = 40, ITEMS = 25 };

static unsigned state;
static int put_sum, got_sum, put_count, got_count, inside;
static async_lock_t l;
static async_semaphore_t s;
static async_condition_t c;
static async_queue(int) q;

static unsigned dice(unsigned sides)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 10) % sides;
}

static async void produce(int first)
{
    for (int i = 0; i < ITEMS; i++) {
        await async_put(q, first + i);
        put_sum += first + i;
        put_count++;
        if (dice(3) == 0) await async_sleep(dice(2));
    }
}

static async void consume(void)
{
    for (int v;;) {
        int status = await async_try(v = async_get(q));
        if (status == ASYNC_EOF) return;
        got_sum += v;
        got_count++;
        if (dice(4) == 0) await async_sleep(dice(2));
    }
}

static async void guard(void)
{
    for (int i = 0; i < ITEMS; i++) {
        await async_semaphore_acquire(&s);
        defer async_semaphore_release(&s);
        await async_wait_for(dice(3), async_sleep(1));
        await async_lock(&l);
        defer async_unlock(&l);
        if (inside++) printf("two at once\n");
        defer inside--;
        if (dice(2)) await async_sleep(dice(2));
        if (dice(4) == 0) {
            inside--;
            defer inside++;
            await async_wait_for(dice(4), async_condition_wait(&c));
        }
        async_condition_notify(&c, dice(3));
    }
}

static async void round_of(unsigned seed)
{
    async_task(void) t[TASKS];

    state = seed;
    async_lock_init(&l);
    async_semaphore_init(&s, 3);
    async_condition_init(&c, &l);
    q = async_queue_new(int, 1 + dice(3));
    for (int i = 0; i < TASKS; i++) {
        switch (dice(3)) {
        case 0: t[i] = async_spawn(produce(i * 1000)); break;
        case 1: t[i] = async_spawn(consume()); break;
        default: t[i] = async_spawn(guard());
        }
    }
    for (int i = 0; i < TASKS; i++) {
        await async_sleep(dice(3));
        async_condition_notify(&c, 1);
        async_cancel(t[dice(TASKS)]);
        if (dice(2)) async_cancel(t[dice(TASKS)]);
    }
    async_queue_close(q);
    for (int i = 0; i < TASKS; i++) {
        await async_try(*t[i]);
        async_release(t[i]);
    }
    for (int v; async_try_get(q, &v);) {
        got_sum += v;
        got_count++;
    }
    async_queue_free(q);
    if (async_is_locked(&l) || async_semaphore_value(&s) != 3 || inside)
        printf("seed %u: %d %u %d\n", seed, async_is_locked(&l), async_semaphore_value(&s), inside);
    if (put_sum != got_sum || put_count != got_count)
        printf("seed %u: %d put, %d got\n", seed, put_count, got_count);
}

async int main(void)
{
    for (unsigned seed = 1; seed <= ROUNDS; seed++) await round_of(seed);
    printf("%d\n", put_count > 1000);       // expect: 1
    return 0;
}
