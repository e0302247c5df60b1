/* what api.md says of locks and queues: hand-over under cancellation, closing with somebody waiting */
// env: ASYNC_VIRTUAL_TIME=1
// stderr: !.
#include "../conformance/cases.h"

static async int takes(async_lock_t *lock, int ms)
{
    await async_lock(lock);
    defer async_unlock(lock);
    await async_sleep((uint64_t)ms);
    return ms;
}

static async void a_lock_handed_to_one_who_is_cancelled(void)
{
    async_lock_t lock = ASYNC_LOCK_INIT;
    await async_lock(&lock);
    async_task(int) t[4];
    for (int i = 0; i < 4; i++) t[i] = async_spawn(takes(&lock, i));
    await async_sleep(1);
    async_unlock(&lock);                                    // t[0] has it, and has not run
    async_cancel(t[0]);                                     // t[1]
    async_cancel(t[1]);                                     // t[2]
    CHECK(async_is_locked(&lock));
    async_cancel(t[3]);                                     // not its turn yet
    CHECK(async_is_locked(&lock));
    CHECK((await async_try(async_join(t[0]))) == ASYNC_ECANCELED);
    CHECK((await async_try(async_join(t[1]))) == ASYNC_ECANCELED);
    CHECK(await async_join(t[2]) == 2 && !async_is_locked(&lock));
    CHECK((await async_try(async_join(t[3]))) == ASYNC_ECANCELED);
}

static async void the_lock_is_fair(void)
{
    async_lock_t lock = ASYNC_LOCK_INIT;
    await async_lock(&lock);
    async_task(int) t = async_spawn(takes(&lock, 5));
    await async_sleep(1);
    async_unlock(&lock);
    uint64_t at = async_now();
    await async_lock(&lock);                                // behind t, though it has not run
    CHECK(async_now() - at == 5 && async_done(t));
    async_unlock(&lock);
    async_release(t);
}

static async void limits_leave_the_lock(void)
{
    async_lock_t lock = ASYNC_LOCK_INIT;
    await async_lock(&lock);
    CHECK((await async_wait_for(0, async_lock(&lock))) == ASYNC_ETIMEDOUT);
    CHECK((await async_wait_for(5, async_lock(&lock))) == ASYNC_ETIMEDOUT);
    async_unlock(&lock);
    CHECK(!async_is_locked(&lock) && (await async_wait_for(0, async_lock(&lock))) == 0);
    async_unlock(&lock);
}

/* ------------------------------------------------------------------ queues */

static async int gets(async_queue(int) q) { return await async_get(q); }
static async int puts_one(async_queue(int) q, int v) { await async_put(q, v); return v; }

static async void closed_with_getters(void)
{
    async_queue(int) q = async_queue_new(int, 0);
    async_task(int) t[3];
    for (int i = 0; i < 3; i++) t[i] = async_spawn(gets(q));
    await async_sleep(1);
    CHECK(async_try_put(q, 5));                             // is t[0]'s
    async_queue_close(q);
    CHECK(!async_try_put(q, 6));
    CHECK(await async_join(t[0]) == 5);
    CHECK((await async_try(async_join(t[1]))) == ASYNC_EOF);
    CHECK((await async_try(async_join(t[2]))) == ASYNC_EOF);
    CHECK((await async_try(async_get(q))) == ASYNC_EOF);
    CHECK((await async_try(async_put(q, 1))) == ASYNC_EPIPE);
    async_queue_free(q);
}

static async void closed_with_putters(void)
{
    async_queue(int) q = async_queue_new(int, 1);
    async_task(int) t[3];
    for (int i = 0; i < 3; i++) t[i] = async_spawn(puts_one(q, i));
    await async_sleep(1);
    async_queue_close(q);
    CHECK(await async_join(t[0]) == 0);
    CHECK((await async_try(async_join(t[1]))) == ASYNC_EPIPE);
    CHECK((await async_try(async_join(t[2]))) == ASYNC_EPIPE);
    CHECK(await async_get(q) == 0 && (await async_try(async_get(q))) == ASYNC_EOF);
    async_queue_close(q);                                   // twice
    async_queue_free(q);
}

/* The item that a cancelled getter was given goes back to its place, and to the next one. */
static async void an_item_of_one_who_is_cancelled(void)
{
    async_queue(int) q = async_queue_new(int, 0);
    async_task(int) a = async_spawn(gets(q)), b = async_spawn(gets(q));
    await async_sleep(1);
    async_try_put(q, 1);
    async_try_put(q, 2);
    async_cancel(a);
    CHECK((await async_try(async_join(a))) == ASYNC_ECANCELED && await async_join(b) == 1);
    CHECK(async_queue_len(q) == 1 && await async_get(q) == 2);
    async_queue_free(q);
}

static async void a_place_of_one_who_is_cancelled(void)
{
    async_queue(int) q = async_queue_new(int, 1);
    await async_put(q, 1);
    async_task(int) a = async_spawn(puts_one(q, 2)), b = async_spawn(puts_one(q, 3));
    await async_sleep(1);
    CHECK(await async_get(q) == 1);                         // a has the place
    async_cancel(a);
    CHECK(await async_join(b) == 3 && (await async_try(async_join(a))) == ASYNC_ECANCELED);
    CHECK(await async_get(q) == 3 && async_queue_len(q) == 0);
    async_queue_free(q);
}

static async void cancelled_after_the_close(void)
{
    async_queue(int) q = async_queue_new(int, 0);
    async_task(int) a = async_spawn(gets(q));
    await async_sleep(1);
    async_try_put(q, 1);
    async_queue_close(q);
    async_cancel(a);
    CHECK((await async_try(async_join(a))) == ASYNC_ECANCELED && await async_get(q) == 1);
    CHECK((await async_try(async_get(q))) == ASYNC_EOF);
    async_queue_free(q);
}

static async void a_race_for_items(void)
{
    async_queue(int) p = async_queue_new(int, 0), q = async_queue_new(int, 0);
    int a = 0, b = 0;
    async_try_put(p, 1);
    async_try_put(q, 2);
    CHECK(await async_race(a = async_get(p), b = async_get(q)) == 0 && a == 1 && b == 0);
    CHECK(async_queue_len(p) == 0 && async_queue_len(q) == 1);
    async_queue_free(p);
    async_queue_free(q);
}

static async void joined(void)
{
    async_queue(int) q = async_queue_new(int, 0);
    await async_queue_join(q);
    async_try_put(q, 1);
    async_try_put(q, 2);
    async_task(void) t = async_spawn(async_queue_join(q));
    (void)await async_get(q);
    async_task_done(q);
    await async_sleep(1);
    CHECK(!async_done(t));
    (void)await async_get(q);
    async_task_done(q);
    await async_join(t);
    async_queue_free(q);
}

/* ------------------------------------------------------------------ events, barriers, permits */

static async void event_set_and_cleared(void)
{
    async_event_t e = ASYNC_EVENT_INIT;
    async_task(void) t = async_spawn(async_event_wait(&e)), u = async_spawn(async_event_wait(&e));
    await async_sleep(1);
    async_event_set(&e);
    async_event_clear(&e);
    async_cancel(u);
    await async_join(t);
    CHECK((await async_try(async_join(u))) == ASYNC_ECANCELED && !async_event_is_set(&e));
}

static async int meets(async_barrier_t *b) { return await async_barrier_wait(b); }

static async void barrier_left_by_one(void)
{
    async_barrier_t b = ASYNC_BARRIER_INIT(3);
    async_task(int) t = async_spawn(meets(&b)), u = async_spawn(meets(&b));
    await async_sleep(1);
    async_cancel(t);
    CHECK((await async_try(async_join(t))) == ASYNC_ECANCELED);
    async_task(int) v = async_spawn(meets(&b));
    await async_sleep(1);
    CHECK(!async_done(u) && !async_done(v));
    int last = await async_barrier_wait(&b), first = await async_join(u), second = await async_join(v);
    CHECK(first == 0 && second == 1 && last == 2);
}

static async void permits_of_the_cancelled(void)
{
    async_semaphore_t s = ASYNC_SEMAPHORE_INIT(0);
    async_task(void) t = async_spawn(async_semaphore_acquire(&s)),
                     u = async_spawn(async_semaphore_acquire(&s));
    await async_sleep(1);
    async_semaphore_release(&s);
    CHECK(async_semaphore_value(&s) == 0 && !async_semaphore_try_acquire(&s));
    async_cancel(t);
    await async_join(u);
    CHECK((await async_try(async_join(t))) == ASYNC_ECANCELED && async_semaphore_value(&s) == 0);
    async_semaphore_release(&s);
    CHECK(async_semaphore_value(&s) == 1 && async_semaphore_try_acquire(&s));
}

static async int waits_for(async_condition_t *c, async_lock_t *lock)
{
    await async_lock(lock);
    defer async_unlock(lock);
    CHECK(async_is_locked(lock));
    await async_condition_wait(c);
    return 1;
}

static async void a_notified_one_is_cancelled(void)
{
    async_lock_t lock = ASYNC_LOCK_INIT;
    async_condition_t c = ASYNC_CONDITION_INIT(&lock);
    async_task(int) a = async_spawn(waits_for(&c, &lock)), b = async_spawn(waits_for(&c, &lock));
    await async_sleep(1);
    await async_lock(&lock);
    async_condition_notify(&c, 1);
    async_cancel(a);                                        // the notification goes to b
    async_unlock(&lock);
    CHECK(await async_join(b) == 1 && (await async_try(async_join(a))) == ASYNC_ECANCELED);
    CHECK(!async_is_locked(&lock));
}

async int main(void)
{
    RUN(a_lock_handed_to_one_who_is_cancelled);
    RUN(the_lock_is_fair);
    RUN(limits_leave_the_lock);
    RUN(closed_with_getters);
    RUN(closed_with_putters);
    RUN(an_item_of_one_who_is_cancelled);
    RUN(a_place_of_one_who_is_cancelled);
    RUN(cancelled_after_the_close);
    RUN(a_race_for_items);
    RUN(joined);
    RUN(event_set_and_cleared);
    RUN(barrier_left_by_one);
    RUN(permits_of_the_cancelled);
    RUN(a_notified_one_is_cancelled);
    printf("%d\n", ran);                                    // expect: 14
    return 0;
}
