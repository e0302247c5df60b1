// env: ASYNC_VIRTUAL_TIME=1
/* what is awaited here inside gather, race, wait_for, shield, try */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_lock_t l = ASYNC_LOCK_INIT;
static async_event_t e = ASYNC_EVENT_INIT;

static async void feed(async_queue(int) q, int from, int n)
{
    for (int i = 0; i < n; i++) {
        await async_sleep(1);
        await async_put(q, from + i);
    }
}

async int main(void)
{
    async_queue(int) q = async_queue_new(int, 0), r = async_queue_new(int, 0);
    int a = 0, b = 0, status;

    await async_gather(a = async_get(q), b = async_get(q), feed(q, 1, 2));
    printf("%d %d\n", a, b);                                    // expect: 1 2
    await async_gather(async_put(q, 3), async_put(q, 4), async_put(r, 5));
    int first = await async_race(a = async_get(q), b = async_get(r));
    printf("%d %d %d %zu %zu\n", first, a, b, async_queue_len(q), async_queue_len(r));
    // expect: 0 3 2 1 1
    a = await async_get(q) + await async_get(r) * 10;
    printf("%d\n", a);                                          // expect: 54

    /* both come in one turn: the loser's stays where it was */
    async_task(void) t = async_spawn(feed(r, 7, 2)), u = async_spawn(feed(q, 9, 2));
    first = await async_race(a = async_get(q), b = async_get(r));
    printf("%d %d\n", first, first ? b : a);                    // expect: 1 7
    await async_join(t);
    await async_join(u);
    printf("%zu %zu\n", async_queue_len(q), async_queue_len(r)); // expect: 2 1
    status = await async_try(async_get(q));
    status += await async_try(a = async_get(q));
    status += await async_try(async_put(r, 1));
    printf("%d %d\n", status, a);                               // expect: 0 10

    await async_lock(&l);
    first = await async_race(async_lock(&l), async_event_wait(&e), async_sleep(5));
    printf("%d ", first);
    status = await async_wait_for(3, async_gather(async_event_wait(&e), async_lock(&l)));
    async_unlock(&l);
    printf("%s %d\n", async_status_name(status), async_is_locked(&l));  // expect: 2 ETIMEDOUT 0
    await async_shield(async_lock(&l));
    printf("%d %d\n", async_is_locked(&l), await async_shield(async_get(r)));   // expect: 1 8
    async_queue_free(q);
    async_queue_free(r);
    return 0;
}
