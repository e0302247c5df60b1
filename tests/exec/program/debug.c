/* ASYNC_DEBUG: what is reported of a program that forgets things, with where they were made */
// env: ASYNC_DEBUG=1
// stderr: task 'busy' \(\S*debug\.c:23\) held the loop for [1-9]\d\d ms \(spawned at \S*debug\.c:49\)
// stderr: task 'first' \(\S*debug\.c:31\) held the loop for \d+ ms until \S*debug\.c:34 \(spawned
// stderr: a callback held the loop for [1-9]\d\d ms
// stderr: task 'forgotten' was never released \(spawned at \S*debug\.c:53\)
// stderr: task 'named' was never released \(spawned at \S*debug\.c:54\)
// stderr: future 'future' was never released \(spawned at \S*debug\.c:56\)
// stderr: task 'endless' was destroyed but it is pending \(spawned at \S*debug\.c:58\)
// stderr: task 'made' was destroyed but it is pending \(spawned at \S*debug\.c:59\)
// stderr: task 'fails' \(\S*debug\.c:61\) ended with EIO
// stderr: !quick
// leaks: ok
// stderr: !'main' was
#include <asyncc.h>
#include <stdio.h>

static void spin(void)
{
    for (uint64_t end = async_now() + 130; async_now() < end;) {}
}

static async void inner(void) { await async_sleep(1); }

static async void busy(void)
{
    await inner();
    spin();
}

static async void first(void)
{
    spin();
    await async_sleep(0);
}

static async int forgotten(void) { return 1; }
static async int quick(void) { await async_sleep(1); return 1; }
static async void endless(void) { defer printf("left\n"); await async_sleep(100000); }  // expect: left
static async int made(void) { await async_sleep(1); return 1; }
static async void fails(void) { async_raise(ASYNC_EIO); }
static void slow_call(void *arg) { (void)arg; spin(); }

static async_task(int) a, n;
static async_future(int) future;

async int main(void)
{
    async_task(void) b = async_spawn(busy()), f = async_spawn(first());
    async_call_soon(async_loop_current(), slow_call, NULL);
    await async_join(b);
    await async_join(f);
    a = async_spawn(forgotten());
    n = async_spawn(forgotten());
    async_set_name(n, "named");
    future = async_future_new(int);
    async_future(int) given_back = async_future_new(int);
    async_detach(endless());
    async_release(async_create(made()));
    async_release(given_back);
    async_detach(fails());
    await async_join(async_spawn(quick()));
    async_set_result(future, await *a + await *n);
    return 0;
}
