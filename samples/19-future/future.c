/*
 * A future is a place for a value that will be there later: one coroutine sets it, others await it.
 * It is also how a library with callbacks is awaited.
 */
#include <asyncc.h>
#include <stdio.h>

static async void cook(async_future(int) dinner)
{
    printf("cooking...\n");
    await async_sleep(30);
    async_set_result(dinner, 7);
    printf("dinner is ready\n");
}

static async void eat(const char *who, async_future(int) dinner)
{
    printf("%s waits\n", who);
    int plates = await *dinner;
    printf("%s eats; there are %d plates\n", who, plates);
}

/* Some library: it calls back when it is done. */
static void library_start(void (*callback)(void *arg), void *arg)
{
    async_call_later(async_loop_current(), 20, callback, arg);
}

static void on_done(void *arg)
{
    async_future(const char *) future = arg;
    async_set_result(future, "called back");
}

static async const char *library(void)
{
    async_future(const char *) future = async_future_new(const char *);
    defer async_release(future);

    library_start(on_done, future);
    return await *future;
}

async int main(void)
{
    async_future(int) dinner = async_future_new(int);
    defer async_release(dinner);

    await async_gather(eat("Ann", dinner), eat("Bob", dinner), cook(dinner));
    printf("the library has %s\n", await library());
    return 0;
}
