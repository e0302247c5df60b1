/* what CPython's test_timeouts and test_waitfor check, as far as it makes sense in C */
// env: ASYNC_VIRTUAL_TIME=1
// stderr: !.
#include "cases.h"

static uint64_t began;
static int flag;
static bool took(uint64_t ms) { return async_now() - began == ms; }

static async void limited(int64_t ms, uint64_t nap, int code)
{
    began = async_now();
    async_timeout (ms) {
        await async_sleep(nap);
        if (code) async_raise(code);
        flag++;
    }
}

static async void timeout_basic(void) { CHECK(await async_try(limited(10, 1000, 0)) == ASYNC_ETIMEDOUT && took(10)); }
static async void timeout_not_called(void) { flag = 0; await limited(1000, 10, 0); CHECK(took(10) && flag == 1); }
static async void timeout_disabled(void) { flag = 0; await limited(-1, 10, 0); CHECK(flag == 1); }
static async void timeout_zero(void) { CHECK(await async_try(limited(0, 10, 0)) == ASYNC_ETIMEDOUT && took(0)); }
static async void timeout_zero_sleep_zero(void) { CHECK(await async_try(limited(0, 0, 0)) == ASYNC_ETIMEDOUT); }
static async void foreign_exception_passed(void) { CHECK(await async_try(limited(10, 0, ASYNC_EPROTO)) == ASYNC_EPROTO); }

static async void raises_when_late(void)
{
    async_timeout (10) {
        defer { int v = await after(1, 0, ASYNC_EPIPE); (void)v; }
        await async_sleep(1000);
    }
}

static async void foreign_exception_on_timeout(void) { CHECK(await async_try(raises_when_late()) == ASYNC_EPIPE); }

static async void cancels_by_status(void) { async_timeout (1000) async_raise(ASYNC_ECANCELED); }
static async void foreign_cancel_doesnt_timeout_if_not_expired(void)
{
    CHECK(await async_try(cancels_by_status()) == ASYNC_ECANCELED);
}

static async void outer_task_is_not_cancelled(void)
{
    CHECK(await async_try(limited(1, 1000, 0)) == ASYNC_ETIMEDOUT);
    await async_sleep(1);
}

static async void inner_first(int64_t outer, int64_t inner)
{
    flag = 0;
    async_timeout (outer) {
        int st = await async_try(limited(inner, 1000, 0));
        flag = st;
        if (st) async_raise(st);
    }
}

static async void nested_timeouts(void)
{
    CHECK(await async_try(inner_first(100, 10)) == ASYNC_ETIMEDOUT && flag == ASYNC_ETIMEDOUT && took(10));
    CHECK(await async_try(inner_first(10, 100)) == ASYNC_ETIMEDOUT && flag == 0 && took(10));
}

static async void both_at_once(void) { async_timeout (20) { async_timeout (20) await async_sleep(1000); } }
static async void nested_timeouts_concurrent(void) { CHECK(await async_try(both_at_once()) == ASYNC_ETIMEDOUT); }

static async void late_in_defer(void)
{
    async_timeout (10) {
        defer (void)await async_wait_for(5, async_sleep(1000));
        defer {
            int st = await async_try(limited(5, 1000, 0));
            CHECK(st == ASYNC_ETIMEDOUT);
        }
        await async_sleep(1000);
    }
}

static async void nested_timeout_in_finally(void)
{
    uint64_t start = async_now();
    CHECK(await async_try(late_in_defer()) == ASYNC_ETIMEDOUT && async_now() - start == 20);
}

static async void cleans_up_with_limit(void)
{
    defer {
        int st = await async_try(limited(5, 1000, 0));
        flag = st == ASYNC_ETIMEDOUT;
    }
    await async_sleep(100000);
}

static async void timeout_after_cancellation(void)
{
    async_task(void) t = async_spawn(cleans_up_with_limit());
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && flag == 1);
}

static async void waits_in_limit(void) { await limited(1000, 500, 0); flag = 99; }

static async void waiter_cancelled(void)
{
    async_task(void) t = async_spawn(waits_in_limit());
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && flag != 99);
}

/* ------------------------------------------------------------------ async_wait_for */

static async int slow(void) { defer flag = 5; await async_sleep(1000); return 1; }
static async int at_once(int v) { flag = v; return v; }

static async void asyncio_wait_for_cancelled(void)
{
    async_task(int) t = async_spawn(slow());
    await turns(1);
    async_cancel(t);
    CHECK(await async_wait_for(1000, *t) == ASYNC_ECANCELED);
    async_release(t);
}

static async void asyncio_wait_for_timeout(void)
{
    began = async_now();
    CHECK(await async_wait_for(10, slow()) == ASYNC_ETIMEDOUT && took(10));
}

static async void wait_for_timeout_less_then_0_or_0_future_done(void)
{
    async_future(int) f = async_future_new(int);
    int v = 0;
    async_set_result(f, 7);
    CHECK(await async_wait_for(0, v = *f) == 0 && v == 7);
    async_release(f);
}

/* asyncio does not start it at all; here it runs to its first suspension. */
static async void wait_for_timeout_less_then_0_or_0_coroutine_do_not_started(void)
{
    flag = 0;
    CHECK(await async_wait_for(0, at_once(3)) == 0 && flag == 3);
    CHECK(await async_wait_for(0, slow()) == ASYNC_ETIMEDOUT && flag == 5);
}

static async void wait_for_timeout_less_then_0_or_0(void)
{
    async_task(int) t = async_spawn(slow());
    CHECK(await async_wait_for(0, *t) == ASYNC_ETIMEDOUT && async_done(t));
    async_release(t);
}

static async void wait_for(void)
{
    int v = 0;
    CHECK(await async_wait_for(-1, v = after(10, 3, 0)) == 0 && v == 3);
    CHECK(await async_wait_for(5, v = after(10, 4, 0)) == ASYNC_ETIMEDOUT && v == 3);
}

static async void wait_for_blocking(void)
{
    int v = 0;
    CHECK(await async_wait_for(-1, v = at_once(9)) == 0 && v == 9);
}

/* The result and the end of the time come at once: one of them, never both or neither. */
static async void wait_for_race_condition(void)
{
    int v = 0, st = await async_wait_for(10, v = after(10, 6, 0));
    CHECK((st == 0 && v == 6) || (st == ASYNC_ETIMEDOUT && v == 0));
}

/* The result is there when the task is cancelled: it is not lost. */
static async int takes(async_future(int) f, int *out)
{
    int v = 0, st = await async_wait_for(1000, v = *f);
    *out = st ? -1 : v;
    await async_sleep(1);
    return 0;
}

static async void wait_for_cancellation_race_condition(void)
{
    async_future(int) f = async_future_new(int);
    int got = 0;
    async_task(int) t = async_spawn(takes(f, &got));
    await turns(1);
    async_set_result(f, 8);
    await turns(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && got == 8);
    async_release(f);
}

static async int leaves_slowly(void) { defer { await async_sleep(50); flag = 50; } await async_sleep(1000); return 1; }

static async void wait_for_waits_for_task_cancellation(void)
{
    async_task(int) t = async_spawn(leaves_slowly());
    began = async_now();
    flag = 0;
    CHECK(await async_wait_for(10, *t) == ASYNC_ETIMEDOUT && async_done(t) && flag == 50 && took(60));
    async_release(t);
}

static async void wait_for_waits_for_task_cancellation_w_timeout_0(void)
{
    async_task(int) t = async_spawn(leaves_slowly());
    await turns(1);
    flag = 0;
    CHECK(await async_wait_for(0, *t) == ASYNC_ETIMEDOUT && async_done(t) && flag == 50);
    async_release(t);
}

static async int fails_slowly(void) { defer { int v = await after(5, 0, ASYNC_EPROTO); (void)v; } await async_sleep(1000); return 1; }

/* asyncio raises what P raised on its way out; so it is here. */
static async void wait_for_reraises_exception_during_cancellation(void)
{
    int st = await async_wait_for(10, fails_slowly());
    CHECK(st == ASYNC_EPROTO || st == ASYNC_ETIMEDOUT);
}

static async int ends_well(void) { await async_shield(async_sleep(20)); return 4; }
static async int shield_last(void) { int v = 4; defer await async_sleep(20); return v; }

static async void wait_for_self_cancellation(void)
{
    int v = 0;
    CHECK(await async_wait_for(10, v = ends_well()) == ASYNC_ETIMEDOUT && v == 0);
    CHECK(await async_wait_for(10, v = shield_last()) == ASYNC_ETIMEDOUT || v == 4);
}

static async int waits(async_task(int) t) { return await async_wait_for(1000, *t); }

static async void cancel_wait_for(void)
{
    async_task(int) t = async_spawn(slow()), u = async_spawn(waits(t));
    await turns(2);
    async_cancel(u);
    CHECK(await async_try(async_join(u)) == ASYNC_ECANCELED && async_state(t) == ASYNC_CANCELED);
    async_release(t);
}

static async void cancel_blocking_wait_for(void)
{
    async_task(int) t = async_spawn(leaves_slowly()), u = async_spawn(waits(t));
    await turns(2);
    flag = 0;
    async_cancel(u);
    CHECK(await async_try(async_join(u)) == ASYNC_ECANCELED && flag == 50);
    async_release(t);
}

async int main(void)
{
    RUN(timeout_basic); RUN(timeout_not_called); RUN(timeout_disabled); RUN(timeout_zero);
    RUN(timeout_zero_sleep_zero); RUN(foreign_exception_passed); RUN(foreign_exception_on_timeout);
    RUN(foreign_cancel_doesnt_timeout_if_not_expired); RUN(outer_task_is_not_cancelled);
    RUN(nested_timeouts); RUN(nested_timeouts_concurrent); RUN(nested_timeout_in_finally);
    RUN(timeout_after_cancellation); RUN(waiter_cancelled);
    RUN(asyncio_wait_for_cancelled); RUN(asyncio_wait_for_timeout);
    RUN(wait_for_timeout_less_then_0_or_0_future_done);
    RUN(wait_for_timeout_less_then_0_or_0_coroutine_do_not_started);
    RUN(wait_for_timeout_less_then_0_or_0); RUN(wait_for); RUN(wait_for_blocking);
    RUN(wait_for_race_condition); RUN(wait_for_cancellation_race_condition);
    RUN(wait_for_waits_for_task_cancellation); RUN(wait_for_waits_for_task_cancellation_w_timeout_0);
    RUN(wait_for_reraises_exception_during_cancellation); RUN(wait_for_self_cancellation);
    RUN(cancel_wait_for); RUN(cancel_blocking_wait_for);
    printf("%d cases\n", ran);      // expect: 29 cases
    return 0;
}
