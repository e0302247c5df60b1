/* what CPython's test_locks checks, as far as it makes sense in C */
// env: ASYNC_VIRTUAL_TIME=1
#include "cases.h"

static int order, entered;
static void note(int digit) { order = order * 10 + digit; }

static async void take(async_lock_t *l, int digit)
{
    await async_lock(l);
    note(digit);
}

static async void lock(void)
{
    async_lock_t l = ASYNC_LOCK_INIT;
    CHECK(!async_is_locked(&l));
    await async_lock(&l);
    CHECK(async_is_locked(&l));
    async_unlock(&l);
    CHECK(!async_is_locked(&l));
}

static async void acquire(void)
{
    async_lock_t l = ASYNC_LOCK_INIT;
    order = 0;
    await async_lock(&l);
    async_task(void) t1 = async_spawn(take(&l, 1)), t2 = async_spawn(take(&l, 2));
    await turns(1);
    CHECK(order == 0);
    async_unlock(&l);
    await turns(1);
    CHECK(order == 1);
    async_task(void) t3 = async_spawn(take(&l, 3));
    async_unlock(&l);
    await turns(1);
    CHECK(order == 12);
    async_unlock(&l);
    await async_join(t3);
    CHECK(order == 123);
    await async_join(t1);
    await async_join(t2);
}

static async void acquire_cancel(void)
{
    async_lock_t l = ASYNC_LOCK_INIT;
    await async_lock(&l);
    async_task(void) t = async_spawn(take(&l, 1));
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && l.waiters.first == NULL);
}

/* The first in line is cancelled as the lock is handed to it: the second gets it. */
static async void cancel_race(void)
{
    async_lock_t l = ASYNC_LOCK_INIT;
    order = 0;
    await async_lock(&l);
    async_task(void) a = async_spawn(take(&l, 1)), b = async_spawn(take(&l, 2));
    await turns(1);
    async_unlock(&l);
    async_cancel(a);
    CHECK(await async_try(async_join(a)) == ASYNC_ECANCELED);
    await async_join(b);
    CHECK(order == 2 && async_is_locked(&l));
}

static async void cancel_release_race(void)
{
    async_lock_t l = ASYNC_LOCK_INIT;
    order = 0;
    await async_lock(&l);
    async_task(void) a = async_spawn(take(&l, 1)), b = async_spawn(take(&l, 2));
    await turns(1);
    async_cancel(a);
    async_unlock(&l);
    CHECK(await async_try(async_join(a)) == ASYNC_ECANCELED);
    await async_join(b);
    CHECK(order == 2);
    async_unlock(&l);
    CHECK(!async_is_locked(&l));
}

static async void finished_waiter_cancelled(void)
{
    async_lock_t l = ASYNC_LOCK_INIT;
    await async_lock(&l);
    async_task(void) t = async_spawn(take(&l, 1));
    await turns(1);
    async_unlock(&l);
    CHECK(async_is_locked(&l));
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && !async_is_locked(&l));
}

static async void held(async_lock_t *l) { await async_lock(l); defer async_unlock(l); await async_sleep(1); }
static async void context_manager(void)
{
    async_lock_t l = ASYNC_LOCK_INIT;
    await held(&l);
    CHECK(!async_is_locked(&l));
}

/* ------------------------------------------------------------------ events */

static async void await_event(async_event_t *e, int digit) { await async_event_wait(e); note(digit); }

static async void event_wait(void)
{
    async_event_t e = ASYNC_EVENT_INIT;
    order = 0;
    async_task(void) t1 = async_spawn(await_event(&e, 1)), t2 = async_spawn(await_event(&e, 2));
    await turns(1);
    CHECK(order == 0);
    async_event_set(&e);
    await async_join(t1);
    await async_join(t2);
    CHECK(order == 12);
}

static async void wait_on_set(void)
{
    async_event_t e = ASYNC_EVENT_INIT;
    async_event_set(&e);
    await async_event_wait(&e);
    CHECK(async_event_is_set(&e));
    async_event_clear(&e);
    CHECK(!async_event_is_set(&e));
}

static async void wait_cancel(void)
{
    async_event_t e = ASYNC_EVENT_INIT;
    async_task(void) t = async_spawn(await_event(&e, 1));
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && e.waiters.first == NULL);
}

static async void clear_with_waiters(void)
{
    async_event_t e = ASYNC_EVENT_INIT;
    order = 0;
    async_task(void) t = async_spawn(await_event(&e, 1));
    await turns(1);
    async_event_set(&e);
    async_event_clear(&e);
    async_event_set(&e);
    async_event_clear(&e);
    await async_join(t);
    CHECK(order == 1 && !async_event_is_set(&e));
}

/* ------------------------------------------------------------------ conditions */

static async_lock_t cl = ASYNC_LOCK_INIT;
static async_condition_t cond = ASYNC_CONDITION_INIT(&cl);

static async void await_condition(int digit)
{
    await async_lock(&cl);
    defer { CHECK(async_is_locked(&cl)); async_unlock(&cl); }
    await async_condition_wait(&cond);
    note(digit);
}

static async void notify_n(size_t n)
{
    await async_lock(&cl);
    defer async_unlock(&cl);
    async_condition_notify(&cond, n);
}

static async void notify(void)
{
    order = 0;
    async_group (g) {
        for (int i = 1; i <= 3; i++) async_spawn_in(g, await_condition(i));
        await turns(2);
        CHECK(order == 0 && !async_is_locked(&cl));
        await notify_n(1);
        await turns(3);
        CHECK(order == 1);
        await notify_n(1);
        await notify_n(2048);
    }
    CHECK(order == 123);
}

static async void notify_all(void)
{
    order = 0;
    async_group (g) {
        for (int i = 1; i <= 2; i++) async_spawn_in(g, await_condition(i));
        await turns(2);
        async_condition_notify_all(&cond);
    }
    CHECK(order == 12);
}

static async void condition_wait_cancel(void)
{
    async_task(void) t = async_spawn(await_condition(1));
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED);
    CHECK(!async_is_locked(&cl) && cond.waiters.first == NULL);
}

static async void wait_cancel_contested(void)
{
    async_task(void) t = async_spawn(await_condition(1));
    await turns(1);
    await async_lock(&cl);
    async_cancel(t);
    await turns(2);
    CHECK(!async_done(t));
    async_unlock(&cl);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && !async_is_locked(&cl));
}

static async void wait_cancel_after_notify(void)
{
    order = 0;
    async_task(void) a = async_spawn(await_condition(1)), b = async_spawn(await_condition(2));
    await turns(1);
    await async_lock(&cl);
    async_condition_notify(&cond, 1);
    async_cancel(a);
    async_unlock(&cl);
    CHECK(await async_try(async_join(a)) == ASYNC_ECANCELED);
    await async_join(b);
    CHECK(order == 2);
}

static async void until_five(int *v)
{
    await async_lock(&cl);
    defer async_unlock(&cl);
    while (*v < 5) await async_condition_wait(&cond);
    note(*v);
}

static async void wait_for(void)
{
    int v = 0;
    order = 0;
    async_group (g) {
        async_spawn_in(g, until_five(&v));
        while (v < 5) { await turns(2); v++; await notify_n(1); }
    }
    CHECK(order == 5);
}

static async void timeout_in_block(void)
{
    await async_lock(&cl);
    CHECK(await async_wait_for(5, async_condition_wait(&cond)) == ASYNC_ETIMEDOUT && async_is_locked(&cl));
    async_unlock(&cl);
}

/* ------------------------------------------------------------------ semaphores */

static async void permit(async_semaphore_t *s, int digit) { await async_semaphore_acquire(s); note(digit); }

static async void initial_value_zero(void)
{
    async_semaphore_t s = ASYNC_SEMAPHORE_INIT(0);
    CHECK(async_semaphore_value(&s) == 0 && !async_semaphore_try_acquire(&s));
}

static async void semaphore(void)
{
    async_semaphore_t s = ASYNC_SEMAPHORE_INIT(1);
    CHECK(async_semaphore_value(&s) == 1);
    await async_semaphore_acquire(&s);
    CHECK(async_semaphore_value(&s) == 0);
    async_semaphore_release(&s);
    CHECK(async_semaphore_value(&s) == 1);
}

static async void semaphore_acquire(void)
{
    async_semaphore_t s = ASYNC_SEMAPHORE_INIT(3);
    order = 0;
    await async_semaphore_acquire(&s);
    await async_semaphore_acquire(&s);
    async_group (g) {
        for (int i = 1; i <= 4; i++) async_spawn_in(g, permit(&s, i));
        await turns(1);
        CHECK(order == 1);
        async_semaphore_release(&s);
        async_semaphore_release(&s);
        CHECK(async_semaphore_value(&s) == 0);
        await turns(1);
        CHECK(order == 123);
        async_semaphore_release(&s);
    }
    CHECK(order == 1234);
}

static async void semaphore_acquire_cancel(void)
{
    async_semaphore_t s = ASYNC_SEMAPHORE_INIT(1);
    await async_semaphore_acquire(&s);
    async_task(void) t = async_spawn(permit(&s, 1));
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && s.waiters.first == NULL);
}

static async void acquire_cancel_before_awoken(void)
{
    async_semaphore_t s = ASYNC_SEMAPHORE_INIT(0);
    async_task(void) t[4];
    order = 0;
    for (int i = 0; i < 4; i++) t[i] = async_spawn(permit(&s, i + 1));
    await turns(1);
    async_semaphore_release(&s);
    async_cancel(t[0]);
    async_cancel(t[1]);
    await turns(2);
    CHECK(order == 3);
    for (int i = 3; i >= 0; i--) { async_cancel(t[i]); (void)await async_try(async_join(t[i])); }
}

static async void acquire_fifo_order(void)
{
    async_semaphore_t s = ASYNC_SEMAPHORE_INIT(1);
    order = 0;
    await async_semaphore_acquire(&s);
    async_group (g) {
        for (int i = 1; i <= 3; i++) async_spawn_in(g, permit(&s, i));
        await turns(1);
        async_semaphore_release(&s);
        async_spawn_in(g, permit(&s, 4));
        for (int i = 0; i < 3; i++) { await turns(1); async_semaphore_release(&s); }
    }
    CHECK(order == 1234);
}

/* ------------------------------------------------------------------ barriers */

static async void meet(async_barrier_t *b, int *places)
{
    int place = await async_barrier_wait(b);
    entered++;
    *places |= 1 << place;
}

static async void filling_tasks_check_return_value(void)
{
    async_barrier_t b = ASYNC_BARRIER_INIT(3);
    for (int round = 0; round < 2; round++) {
        int places = 0;
        entered = 0;
        async_group (g) for (int i = 0; i < 3; i++) async_spawn_in(g, meet(&b, &places));
        CHECK(places == 7 && entered == 3);
    }
}

static async void filling_one_task(void)
{
    async_barrier_t b = ASYNC_BARRIER_INIT(1);
    CHECK(await async_barrier_wait(&b) == 0);
    CHECK(await async_barrier_wait(&b) == 0);
}

static async void filling_task_by_task(void)
{
    async_barrier_t b = ASYNC_BARRIER_INIT(3);
    int places = 0;
    entered = 0;
    async_group (g) {
        for (int i = 0; i < 3; i++) {
            CHECK(entered == 0);
            async_spawn_in(g, meet(&b, &places));
            await turns(1);
        }
    }
    CHECK(entered == 3);
}

static async void filling_tasks_cancel_one(void)
{
    async_barrier_t b = ASYNC_BARRIER_INIT(3);
    int places = 0;
    entered = 0;
    async_group (g) {
        async_task(void) t = async_spawn_in(g, meet(&b, &places));
        async_spawn_in(g, meet(&b, &places));
        await turns(1);
        async_cancel(t);
        await turns(2);
        CHECK(entered == 0);
        for (int i = 0; i < 2; i++) async_spawn_in(g, meet(&b, &places));
    }
    CHECK(entered == 3 && places == 7);
}

async int main(void)
{
    RUN(lock); RUN(acquire); RUN(acquire_cancel); RUN(cancel_race); RUN(cancel_release_race);
    RUN(finished_waiter_cancelled); RUN(context_manager); RUN(event_wait); RUN(wait_on_set);
    RUN(wait_cancel); RUN(clear_with_waiters); RUN(notify); RUN(notify_all);
    RUN(condition_wait_cancel); RUN(wait_cancel_contested); RUN(wait_cancel_after_notify);
    RUN(wait_for); RUN(timeout_in_block); RUN(initial_value_zero); RUN(semaphore);
    RUN(semaphore_acquire); RUN(semaphore_acquire_cancel); RUN(acquire_cancel_before_awoken);
    RUN(acquire_fifo_order); RUN(filling_tasks_check_return_value); RUN(filling_one_task);
    RUN(filling_task_by_task); RUN(filling_tasks_cancel_one);
    printf("%d cases\n", ran);      // expect: 28 cases
    return 0;
}
