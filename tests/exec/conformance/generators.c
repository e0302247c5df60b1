/* what CPython's test_generators, test_yield_from and test_asyncgen check, as far as it makes sense in C */
// env: ASYNC_VIRTUAL_TIME=1
// stderr: resumed while it is running
#include "cases.h"

static char trace[256];
static void note(const char *text) { strcat(strcat(trace, text), " "); }
static bool traced(const char *text)
{
    bool same = strcmp(trace, text) == 0;
    if (!same) printf("traced: %s\n", trace);
    trace[0] = 0;
    return same;
}

/* ------------------------------------------------------------------ delegation */

static generator(int, int) int inner(int how)
{
    int v;
    note("begin");
    defer note("end");
    if (how == 1) async_raise(ASYNC_EIO);
    int st = async_try(v = async_receive(int, yield 1));
    if (st) { note("caught"); if (how == 3) async_raise(ASYNC_EPIPE); if (how == 4) return 40; v = 0; }
    if (v) note("sent");
    if (how == 2) async_raise(ASYNC_EPERM);
    yield 2;
    return how == 5 ? 50 : 30;
}

static generator(int, int) int outer(int how)
{
    int r = 0;
    defer note("out");
    int st = async_try(r = yield_from inner(how));
    if (st) { note(async_status_name(st)); async_raise(st); }
    yield r;
    return r + 1;
}

static generator(int) int nothing(void) { if (false) yield 1; return 7; }
static generator(int) int only_nothing(void) { return yield_from nothing(); }

static async void delegation_of_next(void)
{
    async_gen(int) g = async_iter(outer(0));
    CHECK(async_next(g) && *g == 1 && async_next(g) && *g == 2 && async_next(g) && *g == 30);
    CHECK(!async_next(g) && async_status(g) == 0 && async_returned(int, g) == 31 && !async_next(g));
    async_close(g);
    CHECK(traced("begin end out "));
}

static async void raising_exception_in_initial_next_call(void)
{
    async_gen(int) g = async_iter(outer(1));
    CHECK(!async_next(g) && async_status(g) == ASYNC_EIO);
    async_close(g);
    CHECK(traced("begin end EIO out "));
}

static async void raising_exception_in_delegated_next_call(void)
{
    async_gen(int) g = async_iter(outer(2));
    CHECK(async_next(g) && !async_next(g) && async_status(g) == ASYNC_EPERM && !async_next(g));
    async_close(g);
    CHECK(traced("begin end EPERM out "));
}

static async void delegation_of_send(void)
{
    async_gen(int) g = async_iter(outer(0));
    CHECK(!async_send(g, 5) && async_status(g) == ASYNC_EINVAL);
    CHECK(async_next(g) && async_send(g, 5) && *g == 2);
    async_close(g);
    CHECK(traced("begin sent end out "));
}

static async void handling_exception_while_delegating_send(void)
{
    async_gen(int) g = async_iter(outer(2));
    CHECK(async_next(g) && !async_send(g, 5) && async_status(g) == ASYNC_EPERM);
    async_close(g);
    CHECK(traced("begin sent end EPERM out "));
}

static async void delegating_close(void)
{
    async_gen(int) g = async_iter(outer(0));
    CHECK(async_next(g));
    async_close(g);
    CHECK(traced("begin end out "));
}

static async void delegating_throw(void)
{
    async_gen(int) g = async_iter(outer(0));
    CHECK(async_next(g) && async_throw(g, ASYNC_EBADF) && *g == 2);
    CHECK(!async_throw(g, ASYNC_EBADF) && async_status(g) == ASYNC_EBADF);
    async_close(g);
    CHECK(traced("begin caught end EBADF out "));
}

static async void raises_another(void)
{
    async_gen(int) g = async_iter(outer(3));
    CHECK(async_next(g) && !async_throw(g, ASYNC_EBADF) && async_status(g) == ASYNC_EPIPE);
    async_close(g);
    CHECK(traced("begin caught end EPIPE out "));
}

static async void returning_value_from_delegated_throw(void)
{
    async_gen(int) g = async_iter(outer(4));
    CHECK(async_next(g) && async_throw(g, ASYNC_EBADF) && *g == 40);
    CHECK(!async_next(g) && async_returned(int, g) == 41);
    async_close(g);
    CHECK(traced("begin caught end out "));
}

static async void next_and_return_with_value(void)
{
    async_gen(int) g = async_iter(outer(5));
    int last = 0;
    while (async_next(g)) last = *g;
    CHECK(last == 50 && async_returned(int, g) == 51);
    async_close(g);
    CHECK(traced("begin end out "));
}

static async void yield_from_empty(void)
{
    async_gen(int) g = async_iter(only_nothing());
    CHECK(!async_next(g) && async_returned(int, g) == 7);
    async_close(g);
}

static async_gen(int) itself;
static generator(int) void resumes_itself(void) { CHECK(!async_next(itself)); yield 1; }

static async void attempted_yield_from_loop(void)
{
    itself = async_iter(resumes_itself());
    CHECK(async_next(itself) && *itself == 1);
    async_close(itself);
}

/* ------------------------------------------------------------------ throw and close */

static generator(int) void plain(void) { defer note("end"); yield 1; yield 2; }

static async void throw_into_a_fresh_one(void)
{
    async_gen(int) g = async_iter(plain());
    CHECK(!async_throw(g, ASYNC_EIO) && async_status(g) == ASYNC_EIO && !async_next(g));
    async_close(g);
    CHECK(traced(""));
}

static async void throw_into_one_that_is_over(void)
{
    async_gen(int) g = async_iter(plain());
    while (async_next(g)) {}
    CHECK(!async_throw(g, ASYNC_EIO) && !async_next(g));
    async_close(g);
    CHECK(traced("end "));
}

static async void close_of_a_fresh_one(void)
{
    async_close(async_iter(plain()));
    CHECK(traced(""));
}

/* ------------------------------------------------------------------ async generators */

static async generator(int, int) void numbers(int n)
{
    defer { await async_sleep(1); note("left"); }
    for (int i = 1; i <= n; i++) {
        int v = 0;
        await async_sleep(1);
        int st = async_try(v = async_receive(int, yield i));
        if (st == ASYNC_EPERM) async_raise(st);
        if (st) note(async_status_name(st));
        if (v) i = v;
    }
}

static async void iteration(void)
{
    int sum = 0;
    async_for (int i, numbers(4)) sum = sum * 10 + i;
    CHECK(sum == 1234 && traced("left "));
    async_for (int i, numbers(4)) if (i == 2) break;
    CHECK(traced("left "));
    async_for (int i, numbers(0)) CHECK(i < 0);
    CHECK(traced("left "));
}

static async void anext(void)
{
    async_gen(int) g = async_iter(numbers(2));
    CHECK(await async_next(g) && *g == 1 && await async_next(g) && *g == 2);
    CHECK(!await async_next(g) && !await async_next(g) && async_status(g) == 0);
    await async_close(g);
    CHECK(traced("left "));
}

static async void asend(void)
{
    async_gen(int) g = async_iter(numbers(9));
    CHECK(!await async_send(g, 1) && async_status(g) == ASYNC_EINVAL);
    CHECK(await async_next(g) && await async_send(g, 7) && *g == 8);
    await async_close(g);
    CHECK(traced("left "));
}

static async void athrow(void)
{
    async_gen(int) g = async_iter(numbers(9));
    CHECK(await async_next(g) && await async_throw(g, ASYNC_EIO) && *g == 2 && traced("EIO "));
    CHECK(!await async_throw(g, ASYNC_EPERM) && async_status(g) == ASYNC_EPERM && traced("left "));
    CHECK(!await async_throw(g, ASYNC_EIO));
    await async_close(g);
    g = async_iter(numbers(9));
    CHECK(!await async_throw(g, ASYNC_EIO) && async_status(g) == ASYNC_EIO);
    await async_close(g);
    CHECK(traced(""));
}

static async void aclose(void)
{
    async_gen(int) g = async_iter(numbers(9));
    await async_close(g);
    CHECK(traced(""));
    g = async_iter(numbers(9));
    CHECK(await async_next(g));
    await async_close(g);
    CHECK(traced("left "));
    g = async_iter(numbers(1));
    while (await async_next(g)) {}
    await async_close(g);
    CHECK(traced("left "));
    g = NULL;
    await async_close(g);
}

static async generator(int) void fails_after(int n)
{
    for (int i = 0; i < n; i++) { await async_sleep(1); yield i; }
    async_raise(ASYNC_EPROTO);
}

static async void loops_over_failing(int *n) { async_for (int i, fails_after(2)) *n += i + 1; }

static async void raises_in_the_caller(void)
{
    int n = 0;
    CHECK(await async_try(loops_over_failing(&n)) == ASYNC_EPROTO && n == 3);
}

static async void loops(void) { async_for (int i, numbers(1000)) { (void)i; await async_sleep(1000); } }

/* A cancellation in the body of the loop, or in the generator, closes it. */
static async void canceled_in_a_loop(void)
{
    for (int at = 0; at < 2; at++) {
        async_task(void) t = async_spawn(loops());
        await async_sleep(at == 0 ? 500 : 1001);
        async_cancel(t);
        CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && traced("left "));
    }
}

async int main(void)
{
    RUN(delegation_of_next); RUN(raising_exception_in_initial_next_call);
    RUN(raising_exception_in_delegated_next_call); RUN(delegation_of_send);
    RUN(handling_exception_while_delegating_send); RUN(delegating_close); RUN(delegating_throw);
    RUN(raises_another); RUN(returning_value_from_delegated_throw); RUN(next_and_return_with_value);
    RUN(yield_from_empty); RUN(attempted_yield_from_loop); RUN(throw_into_a_fresh_one);
    RUN(throw_into_one_that_is_over); RUN(close_of_a_fresh_one); RUN(iteration); RUN(anext);
    RUN(asend); RUN(athrow); RUN(aclose); RUN(raises_in_the_caller); RUN(canceled_in_a_loop);
    printf("%d cases\n", ran);      // expect: 22 cases
    return 0;
}
