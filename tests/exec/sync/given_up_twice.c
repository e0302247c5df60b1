/*
 * served, then given up by a limit, then by a cancellation, all before the waiter runs: what it was
 * given is handed back once
 */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

enum kind { GET, PUT, LOCK, SEMAPHORE, CONDITION, JOIN, GATHER, KINDS };

static struct {
    async_queue(int) q;
    async_lock_t lock, held;
    async_semaphore_t semaphore;
    async_condition_t condition;
    async_task(int) task, other;
} s;

static async int quick(void) { await async_sleep(10); return 7; }

static async int wait_for_it(enum kind kind)
{
    int v = 0;

    if (kind == CONDITION) await async_lock(&s.held);
    defer if (kind == CONDITION) async_unlock(&s.held);
    async_timeout (10) {
        switch (kind) {
        case GET: v = await async_get(s.q); break;
        case PUT: await async_put(s.q, 2); break;
        case LOCK: await async_lock(&s.lock); break;
        case SEMAPHORE: await async_semaphore_acquire(&s.semaphore); break;
        case CONDITION: await async_condition_wait(&s.condition); break;
        case JOIN: v = await async_join(s.other); break;
        default: await async_gather(v = async_get(s.q), async_lock(&s.lock)); break;
        }
    }
    return v;
}

static void serve(void *arg)
{
    int item;

    switch (*(enum kind *)arg) {
    case GET: async_try_put(s.q, 1); break;
    case PUT: async_try_get(s.q, &item); break;
    case LOCK: async_unlock(&s.lock); break;
    case SEMAPHORE: async_semaphore_release(&s.semaphore); break;
    case CONDITION: async_condition_notify(&s.condition, 1); break;
    case GATHER: async_try_put(s.q, 1); async_unlock(&s.lock); break;
    default: break;
    }
}

static void cancel(void *arg) { (void)arg; async_cancel(s.task); }

static async void round_of(enum kind kind)
{
    async_loop_t *loop = async_loop_current();

    s.q = async_queue_new(int, 1);
    if (kind == PUT) async_try_put(s.q, 1);
    if (kind == LOCK || kind == GATHER) await async_lock(&s.lock);
    if (kind == JOIN) s.other = async_spawn(quick());
    async_call_later(loop, 10, serve, &kind);
    s.task = async_spawn(wait_for_it(kind));
    await async_sleep(0);
    async_call_later(loop, 10, cancel, NULL);
    int st = await async_try(async_join(s.task));
    printf("%s: %zu items, %d %d locked, %u permits\n", async_status_name(st), async_queue_len(s.q),
           async_is_locked(&s.lock), async_is_locked(&s.held), async_semaphore_value(&s.semaphore));
    if (async_is_locked(&s.lock)) async_unlock(&s.lock);
    while (async_semaphore_try_acquire(&s.semaphore)) continue;
    async_queue_free(s.q);
}

async int main(void)
{
    async_semaphore_init(&s.semaphore, 0);
    async_condition_init(&s.condition, &s.held);
    for (int kind = 0; kind < KINDS; kind++) await round_of(kind);
    return 0;
}
/* expect:
ECANCELED: 1 items, 0 0 locked, 0 permits
ECANCELED: 0 items, 0 0 locked, 0 permits
ECANCELED: 0 items, 0 0 locked, 0 permits
ECANCELED: 0 items, 0 0 locked, 1 permits
ECANCELED: 0 items, 0 0 locked, 0 permits
ECANCELED: 0 items, 0 0 locked, 0 permits
ECANCELED: 1 items, 0 0 locked, 0 permits
*/
