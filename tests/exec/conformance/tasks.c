/* what CPython's test_tasks checks, as far as it makes sense in C */
// env: ASYNC_VIRTUAL_TIME=1
#include "cases.h"

static async void task_awaits_on_itself(void)
{
    int st = await async_try(*(async_task(void))async_self());
    CHECK(st == ASYNC_EINVAL);
}

static async void task_basics(void)
{
    async_task(int) t = async_spawn(after(1, 5, 0));
    CHECK(!async_done(t) && async_state(t) == ASYNC_PENDING);
    CHECK(await *t == 5 && async_done(t) && async_state(t) == ASYNC_DONE && async_result(t) == 5);
    async_release(t);
}

static async void bare_create_task(void) { CHECK(await async_join(async_spawn(after(0, 3, 0))) == 3); }

static async void bare_create_named_task(void)
{
    async_task(int) t = async_spawn(after(0, 3, 0));
    CHECK(strcmp(async_name(t), "after") == 0);
    async_set_name(t, "first");
    async_set_name(t, "second");
    CHECK(strcmp(async_name(t), "second") == 0);
    await async_join(t);
}

static async void cancel(void)
{
    async_task(int) t = async_spawn(after(10000, 1, 0));
    await turns(1);
    CHECK(async_cancel(t));
    int st = await async_try(*t);
    CHECK(st == ASYNC_ECANCELED && async_state(t) == ASYNC_CANCELED && !async_cancel(t));
    async_release(t);
}

static async void cancel_yield(void)
{
    async_task(void) t = async_spawn(turns(1000));
    await turns(2);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED);
}

static async int await_future(async_future(int) f) { return await *f; }

static async void cancel_inner_future(void)
{
    async_future(int) f = async_future_new(int);
    async_task(int) t = async_spawn(await_future(f));
    await turns(1);
    async_cancel(f);
    CHECK(await async_try(*t) == ASYNC_ECANCELED && async_state(t) == ASYNC_CANCELED);
    async_release(t);
    async_release(f);
}

static async void cancel_both_task_and_inner_future(void)
{
    async_future(int) f = async_future_new(int);
    async_task(int) t = async_spawn(await_future(f));
    await turns(1);
    CHECK(async_cancel(f) && async_cancel(t));
    CHECK(await async_try(*t) == ASYNC_ECANCELED && async_state(f) == ASYNC_CANCELED);
    async_release(t);
    async_release(f);
}

/* Nothing catches a cancellation here; what is deferred runs, and may await. */
static int catching;
static async int tries_to_catch(void)
{
    defer { await async_sleep(5); catching = 2; }
    int st = await async_try(async_sleep(10000));
    catching = 100 + st;
    return 42;
}

static async void cancel_task_catching(void)
{
    async_task(int) t = async_spawn(tries_to_catch());
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && catching == 2);
}

static async void cancel_current_task(void)
{
    CHECK(true);
    async_cancel(async_self());
    await async_sleep(10000);
}

static async void cancels_itself_at_the_end(void) { async_cancel(async_self()); }

static async void cancel_at_end(void)
{
    CHECK(await async_try(async_join(async_spawn(cancel_current_task()))) == ASYNC_ECANCELED);
    async_task(void) t = async_spawn(cancels_itself_at_the_end());
    CHECK(await async_try(*t) == 0 && async_state(t) == ASYNC_DONE);
    async_release(t);
}

static async int await_task(async_task(int) t) { return await *t; }

static async void cancel_awaited_task(void)
{
    async_task(int) t = async_spawn(after(10000, 1, 0)), u = async_spawn(await_task(t));
    await turns(2);
    async_cancel(t);
    CHECK(await async_try(*u) == ASYNC_ECANCELED);
    CHECK(async_state(t) == ASYNC_CANCELED && async_state(u) == ASYNC_CANCELED);
    async_release(t);
    async_release(u);
}

static int began;
static async int begins(void) { began++; await async_sleep(1); return began; }

static async void cancel_with_message_before_starting_task(void)
{
    async_task(int) t = async_spawn(begins());
    CHECK(async_cancel(t));
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && began == 0);
}

static void stop_loop(void *loop) { async_loop_stop(loop); }

static async void stop_while_run_in_complete(void)
{
    async_loop_t *loop = async_loop_new();
    async_call_later(loop, 200, stop_loop, loop);
    async_task(int) t = async_spawn_on(loop, after(10000, 1, 0));
    async_loop_run(loop);
    CHECK(!async_done(t));
    CHECK(async_loop_run(loop) == 0 && async_done(t) && async_result(t) == 1);
    async_release(t);
    CHECK(async_loop_close(loop) == 0);
}

/* ------------------------------------------------------------------ async_wait */

static async void wait(void)
{
    async_task(int) hs[] = { async_spawn(after(100, 1, 0)), async_spawn(after(150, 2, 0)) };
    uint64_t began_at = async_now();
    CHECK(await async_wait(hs, 2, ASYNC_ALL_COMPLETED, -1) == 2 && async_now() - began_at == 150);
    CHECK(await async_wait(hs, 2, ASYNC_ALL_COMPLETED, -1) == 2 && async_now() - began_at == 150);
    CHECK(async_result(hs[0]) == 1 && async_result(hs[1]) == 2);
    for (int i = 0; i < 2; i++) async_release(hs[i]);
}

static async void wait_duplicate_coroutines(void)
{
    async_task(int) t = async_spawn(after(1, 1, 0)), hs[] = { t, t, t };
    CHECK(await async_wait(hs, 3, ASYNC_ALL_COMPLETED, -1) == 3);
    async_release(t);
}

static async void wait_errors(void)
{
    async_task(int) hs[1] = { NULL };
    CHECK(await async_wait(hs, 0, ASYNC_ALL_COMPLETED, -1) == 0);
    hs[0] = async_self();
    CHECK(await async_try(async_wait(hs, 1, ASYNC_ALL_COMPLETED, -1)) == ASYNC_EINVAL);
}

static async void wait_first_completed(void)
{
    async_task(int) a = async_spawn(after(10000, 1, 0)), b = async_spawn(after(100, 2, 0)), hs[] = { a, b };
    CHECK(await async_wait(hs, 2, ASYNC_FIRST_COMPLETED, -1) == 1);
    CHECK(hs[0] == b && hs[1] == a && !async_done(a));
    async_cancel(a);
    (void)await async_try(async_join(a));
    async_release(b);
}

static async void wait_really_done(void)
{
    async_task(void) a = async_spawn(turns(1)), b = async_spawn(turns(1)), hs[] = { a, b };
    CHECK(await async_wait(hs, 2, ASYNC_FIRST_COMPLETED, -1) >= 1 && async_done(a));
    await async_join(a);
    await async_join(b);
}

static async void wait_first_exception(void)
{
    async_task(int) a = async_spawn(after(10000, 1, 0)), b = async_spawn(after(-1, 0, ASYNC_EPROTO)), hs[] = { a, b };
    CHECK(await async_wait(hs, 2, ASYNC_FIRST_FAILED, -1) == 1 && hs[0] == b);
    async_cancel(a);
    (void)await async_try(async_join(a));
    async_release(b);
}

static async void wait_first_exception_in_wait(void)
{
    async_task(int) a = async_spawn(after(100, 1, 0)), b = async_spawn(after(10, 0, ASYNC_EPROTO)), hs[] = { a, b };
    uint64_t began_at = async_now();
    CHECK(await async_wait(hs, 2, ASYNC_FIRST_FAILED, -1) == 1 && async_now() - began_at == 10);
    (void)await async_join(a);
    async_release(b);
}

static async void wait_with_exception(void)
{
    async_task(int) hs[] = { async_spawn(after(100, 1, 0)), async_spawn(after(150, 0, ASYNC_EPROTO)) };
    CHECK(await async_wait(hs, 2, ASYNC_ALL_COMPLETED, -1) == 2);
    CHECK(async_status(hs[0]) == 0 && async_status(hs[1]) == ASYNC_EPROTO);
    for (int i = 0; i < 2; i++) async_release(hs[i]);
}

static async void wait_with_timeout(void)
{
    async_task(int) hs[] = { async_spawn(after(100, 1, 0)), async_spawn(after(150, 2, 0)) };
    uint64_t began_at = async_now();
    CHECK(await async_wait(hs, 2, ASYNC_ALL_COMPLETED, 110) == 1 && async_now() - began_at == 110);
    CHECK(await async_wait(hs, 2, ASYNC_ALL_COMPLETED, -1) == 2);
    for (int i = 0; i < 2; i++) async_release(hs[i]);
}

static async void wait_concurrent_complete(void)
{
    async_task(int) hs[] = { async_spawn(after(100, 1, 0)), async_spawn(after(150, 2, 0)) };
    CHECK(await async_wait(hs, 2, ASYNC_ALL_COMPLETED, 100) == 1);
    (void)await async_wait(hs, 2, ASYNC_ALL_COMPLETED, -1);
    for (int i = 0; i < 2; i++) async_release(hs[i]);
}

/* ------------------------------------------------------------------ async_as_completed */

static async int collect(async_task(int) *hs, size_t count)
{
    int order = 0;
    async_for (async_task(int) t, async_as_completed(hs, count)) {
        order = order * 10 + (async_status(t) ? 9 : async_result(t));
    }
    for (size_t i = 0; i < count; i++) async_release(hs[i]);
    return order;
}

static async void as_completed(void)
{
    async_task(int) hs[] = { async_spawn(after(10, 1, 0)), async_spawn(after(10, 2, 0)), async_spawn(after(5, 3, 0)) };
    CHECK(await collect(hs, 3) == 312);
}

static async void as_completed_with_timeout(void)
{
    async_task(int) hs[] = { async_spawn(after(100, 1, 0)), async_spawn(after(150, 2, 0)) };
    int seen = 0;
    int st = await async_wait_for(120, async_try(turns(0)));
    async_timeout (-1) {
        async_gen(async_task(int)) g = async_as_completed(hs, 2);
        bool more = false;
        st = await async_wait_for(120, more = async_next(g));
        CHECK(st == 0 && more);
        seen = async_result(*g);
        st = await async_wait_for(20, more = async_next(g));
        await async_close(g);
    }
    CHECK(seen == 1 && st == ASYNC_ETIMEDOUT && !async_done(hs[1]));
    CHECK(await collect(hs, 2) == 12);
}

static async void as_completed_reverse_wait(void)
{
    async_task(int) hs[] = { async_spawn(after(50, 1, 0)), async_spawn(after(20, 2, 0)) };
    CHECK(await *hs[0] == 1);
    CHECK(await collect(hs, 2) == 12);
}

static async void as_completed_concurrent(void)
{
    async_task(int) hs[] = { async_spawn(after(50, 1, 0)), async_spawn(after(50, 2, 0)) };
    uint64_t began_at = async_now();
    CHECK(await collect(hs, 2) == 12 && async_now() - began_at == 50);
}

static async void as_completed_duplicate_coroutines(void)
{
    async_task(int) t = async_spawn(after(1, 1, 0)), hs[] = { t, t };
    async_retain(t);
    CHECK(await collect(hs, 2) == 11);
}

/* ------------------------------------------------------------------ sleep */

static async void sleep_(void)
{
    uint64_t began_at = async_now();
    await async_sleep(50);
    await async_sleep(50);
    CHECK(async_now() - began_at == 100);
}

static async void sleep_cancel(void)
{
    uint64_t began_at = async_now();
    async_task(void) t = async_spawn(async_sleep(10000));
    await async_sleep(10);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && async_now() - began_at == 10);
}

static int zero_order;
static async void mark(int digit, int times)
{
    while (times-- > 0) {
        zero_order = zero_order * 10 + digit;
        await async_sleep(0);
    }
}

static async void sleep_zero(void)
{
    await async_gather(mark(1, 3), mark(2, 3));
    CHECK(zero_order == 121212);
}

static async void task_cancel_sleeping_task(void)
{
    async_task(int) t = async_spawn(after(5000, 0, 0));
    await async_sleep(1);
    async_cancel(t);
    CHECK(await async_try(*t) == ASYNC_ECANCELED && async_state(t) == ASYNC_CANCELED);
    async_release(t);
}

static async void task_cancel_waiter_future(void)
{
    async_future(int) f = async_future_new(int);
    async_task(int) t = async_spawn(await_future(f));
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && !async_done(f));
    async_release(f);
}

static async int raises_while_leaving(void)
{
    defer { int v = await after(0, 0, ASYNC_EPIPE); (void)v; }
    await async_sleep(10000);
    return 0;
}

static async void baseexception_during_cancel(void)
{
    async_task(int) t = async_spawn(raises_while_leaving());
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(*t) == ASYNC_EPIPE && async_state(t) == ASYNC_DONE);
    async_release(t);
}

static async bool is_self(void **out) { await turns(1); *out = async_self(); return true; }

static async void current_task(void)
{
    void *self = NULL, *me = async_self();
    CHECK(me != NULL);
    async_task(bool) t = async_spawn(is_self(&self));
    await *t;
    CHECK(self == t && async_self() == me);
    await is_self(&self);
    CHECK(self == me);
    async_release(t);
}

static async void current_task_with_interleaving_tasks(void)
{
    void *a = NULL, *b = NULL;
    async_task(bool) t = async_spawn(is_self(&a)), u = async_spawn(is_self(&b));
    await *t;
    await *u;
    CHECK(a == t && b == u);
    async_release(t);
    async_release(u);
}

static void *seen_outside = &ran;
static void look(void *arg) { (void)arg; seen_outside = async_self(); }

static async void current_task_no_running_loop(void)
{
    async_call_soon(async_loop_current(), look, NULL);
    await turns(1);
    CHECK(seen_outside == NULL);
}

static async void yield_wait_does_not_shield_cancel(void)
{
    async_task(int) t = async_spawn(after(10000, 1, 0)), u = async_spawn(await_task(t));
    await turns(2);
    async_cancel(u);
    CHECK(await async_try(async_join(u)) == ASYNC_ECANCELED && async_state(t) == ASYNC_CANCELED);
    async_release(t);
}

/* ------------------------------------------------------------------ shield */

static async void shield_result(void) { CHECK(await async_shield(after(5, 42, 0)) == 42); }
static async void shield_exception(void) { CHECK(await async_try(async_shield(after(5, 0, ASYNC_EPROTO))) == ASYNC_EPROTO); }

static async void shield_cancel_inner(void)
{
    async_task(int) t = async_spawn(after(1000, 0, 0));
    async_call_soon(async_loop_current(), (async_call_fn *)(void *)async_cancel, t);
    CHECK(await async_try(async_shield(*t)) == ASYNC_ECANCELED);
    async_release(t);
}

static async int shielded(async_task(int) t) { return await async_shield(*t); }

static async void shield_cancel_outer(void)
{
    async_task(int) t = async_spawn(after(100, 7, 0)), u = async_spawn(shielded(t));
    await turns(2);
    async_cancel(u);
    CHECK(await async_try(async_join(u)) == ASYNC_ECANCELED);
    CHECK(async_done(t) && async_result(t) == 7);
    async_release(t);
}

static async void shield_shortcut(void)
{
    async_task(int) t = async_spawn(after(0, 42, 0));
    await *t;
    CHECK(await async_shield(*t) == 42);
    async_release(t);
}

static int effect;
static async void has_effect(void) { await async_sleep(10); effect++; }
static async void shields(void) { await async_shield(has_effect()); effect = 100; }

static async void shield_effect(void)
{
    async_task(void) t = async_spawn(shields());
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && effect == 1);
}

static async int gathers_in_shield(int *a, int *b)
{
    await async_shield(async_gather(*a = after(5, 1, 0), *b = after(6, 2, 0)));
    return 0;
}

static async void shield_gather(void)
{
    int a = 0, b = 0;
    async_task(int) t = async_spawn(gathers_in_shield(&a, &b));
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && a == 1 && b == 2);
}

static async int shields_in_gather(int *a, int *b)
{
    await async_gather(async_shield(*a = after(5, 1, 0)), *b = after(6, 2, 0));
    return 0;
}

static async void gather_shield(void)
{
    int a = 0, b = 0;
    async_task(int) t = async_spawn(shields_in_gather(&a, &b));
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && a == 1 && b == 0);
}

/* ------------------------------------------------------------------ gather */

static async void success(void)
{
    int a = 0, b = 0, c = 0;
    await async_gather(a = after(3, 1, 0), b = after(1, 2, 0), c = after(2, 3, 0));
    CHECK(a == 1 && b == 2 && c == 3);
}

static async void one_exception(void)
{
    int a = 0, b = 0;
    CHECK(await async_try(async_gather(a = after(1, 1, 0), after(2, 0, ASYNC_EPROTO), b = after(3, 3, 0))) == ASYNC_EPROTO);
    CHECK(a == 1 && b == 0);
}

static async void return_exceptions(void)
{
    int a = 0, b = 0, sa, sb;
    await async_gather(sa = async_try(a = after(1, 1, 0)), sb = async_try(b = after(2, 0, ASYNC_EPROTO)));
    CHECK(a == 1 && b == 0 && sa == 0 && sb == ASYNC_EPROTO);
}

static async void constructor_empty_sequence_without_loop(void)
{
    async_task(int) *none = NULL;
    await async_gather_tasks(none, 0);
}

static async void one_cancellation(void)
{
    async_task(int) t = async_spawn(after(1000, 0, 0));
    int st = -1, b = 0;
    async_call_soon(async_loop_current(), (async_call_fn *)(void *)async_cancel, t);
    CHECK(await async_try(async_gather(*t, b = after(50, 2, 0))) == ASYNC_ECANCELED && b == 0);
    async_release(t);
    t = async_spawn(after(1000, 0, 0));
    async_call_soon(async_loop_current(), (async_call_fn *)(void *)async_cancel, t);
    await async_gather(st = async_try(*t), b = after(50, 2, 0));
    CHECK(st == ASYNC_ECANCELED && b == 2);
    async_release(t);
}

static async void duplicate_coroutines(void)
{
    async_task(int) t = async_spawn(after(1, 4, 0));
    int a = 0, b = 0;
    await async_gather(a = *t, b = *t);
    CHECK(a == 4 && b == 4);
    async_release(t);
}

static int broadcast;
static async void receives(void) { defer broadcast++; await async_sleep(10000); }
static async void gathers(void) { await async_gather(receives(), receives()); broadcast = 100; }

static async void cancellation_broadcast(void)
{
    async_task(void) t = async_spawn(gathers());
    await turns(1);
    CHECK(async_cancel(t) && await async_try(async_join(t)) == ASYNC_ECANCELED && broadcast == 2);
}

static async void cancel_gather_1(void)
{
    async_future(int) f = async_future_new(int);
    async_task(int) t = async_spawn(await_future(f));
    await turns(1);
    int st = await async_wait_for(1, async_gather(await_future(f), await_task(t)));
    CHECK(st == ASYNC_ETIMEDOUT && !async_done(f) && async_state(t) == ASYNC_CANCELED);
    async_release(t);
    async_release(f);
}

static async void cancel_gather_2(void)
{
    for (int failing = 0; failing < 2; failing++) {
        async_task(void) t = async_spawn(gathers());
        await turns(1);
        async_cancel(t);
        CHECK(await async_try(*t) == ASYNC_ECANCELED && async_state(t) == ASYNC_CANCELED);
        async_release(t);
    }
}

/* ------------------------------------------------------------------ from other threads */

static int in_thread(int ms, int how)
{
    async_loop_t *loop = async_loop_new();
    async_task(int) t = async_spawn_on(loop, after(how == 2 ? 100000 : 2, 3, how == 1 ? ASYNC_EPROTO : 0));
    int st = 0;
    if (how == 2) {
        async_call_later(loop, 1, stop_loop, loop);
        async_loop_run(loop);
        st = async_block_on(t, ms) == ASYNC_EINVAL ? -1 : async_block_on(t, ms);
        async_cancel(t);
    }
    async_loop_run(loop);
    st = st ? st : async_block_on(t, ms);
    if (st == 0) st = async_result(t);
    async_release(t);
    CHECK(async_loop_close(loop) == 0);
    return st;
}

static async void run_coroutine_threadsafe(void) { CHECK(in_thread(-1, 0) == 3); }
static async void run_coroutine_threadsafe_with_exception(void) { CHECK(in_thread(-1, 1) == ASYNC_EPROTO); }
static async void run_coroutine_threadsafe_with_timeout(void) { CHECK(in_thread(5, 2) == ASYNC_ETIMEDOUT); }

async int main(void)
{
    RUN(task_awaits_on_itself); RUN(task_basics); RUN(bare_create_task); RUN(bare_create_named_task);
    RUN(cancel); RUN(cancel_yield); RUN(cancel_inner_future); RUN(cancel_both_task_and_inner_future);
    RUN(cancel_task_catching); RUN(cancel_at_end); RUN(cancel_awaited_task);
    RUN(cancel_with_message_before_starting_task); RUN(stop_while_run_in_complete);
    RUN(wait); RUN(wait_duplicate_coroutines); RUN(wait_errors); RUN(wait_first_completed);
    RUN(wait_really_done); RUN(wait_first_exception); RUN(wait_first_exception_in_wait);
    RUN(wait_with_exception); RUN(wait_with_timeout); RUN(wait_concurrent_complete);
    RUN(as_completed); RUN(as_completed_with_timeout); RUN(as_completed_reverse_wait);
    RUN(as_completed_concurrent); RUN(as_completed_duplicate_coroutines);
    RUN(sleep_); RUN(sleep_cancel); RUN(sleep_zero); RUN(task_cancel_sleeping_task);
    RUN(task_cancel_waiter_future); RUN(baseexception_during_cancel); RUN(current_task);
    RUN(current_task_with_interleaving_tasks); RUN(current_task_no_running_loop);
    RUN(yield_wait_does_not_shield_cancel);
    RUN(shield_result); RUN(shield_exception); RUN(shield_cancel_inner); RUN(shield_cancel_outer);
    RUN(shield_shortcut); RUN(shield_effect); RUN(shield_gather); RUN(gather_shield);
    RUN(success); RUN(one_exception); RUN(return_exceptions); RUN(constructor_empty_sequence_without_loop);
    RUN(one_cancellation); RUN(duplicate_coroutines); RUN(cancellation_broadcast); RUN(cancel_gather_1);
    RUN(cancel_gather_2); RUN(run_coroutine_threadsafe); RUN(run_coroutine_threadsafe_with_exception);
    RUN(run_coroutine_threadsafe_with_timeout);
    printf("%d cases\n", ran);      // expect: 58 cases
    return 0;
}
