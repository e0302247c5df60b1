/*
 * A loop in a second thread. Other threads hand it plain calls (async_call_soon_threadsafe) and
 * coroutines (async_spawn_on), and wait for what comes of them.
 */
#include <asyncc.h>
#include <pthread.h>
#include <stdio.h>

static void *run_loop(void *loop)
{
    async_loop_run_forever(loop);
    return NULL;
}

/* Both run in the loop's thread. */

static void greet(void *name)
{
    printf("a call: hello, %s\n", (const char *)name);
}

static async int slow_sum(int a, int b)
{
    await async_sleep(20);
    printf("a coroutine: %d + %d\n", a, b);
    return a + b;
}

static async void forever(void)
{
    defer printf("the one without an end is cancelled\n");
    for (;;) await async_sleep(1000);
}

int main(void)
{
    async_loop_t *loop = async_loop_new();
    pthread_t thread;

    if (pthread_create(&thread, NULL, run_loop, loop) != 0) return 1;

    async_call_soon_threadsafe(loop, greet, "second thread");
    async_task(int) sum = async_spawn_on(loop, slow_sum(1, 2));
    async_task(void) endless = async_spawn_on(loop, forever());

    if (async_block_on(sum, -1) == 0) printf("the main thread has %d\n", async_result(sum));
    int status = async_block_on(endless, 10);
    printf("and after 10 ms: %s\n", async_status_name(status));
    async_cancel(endless);
    async_block_on(endless, -1);

    async_release(sum);
    async_release(endless);
    async_loop_stop(loop);
    pthread_join(thread, NULL);
    return async_loop_close(loop);
}
