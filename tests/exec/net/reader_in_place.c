/*
 * a read that has but to wait, with a buffer that bytes go straight into: each way that it can end, and
 * what makes the next one take another way
 */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <string.h>

static async_stream_t *near, *far;

static async int reads(void)
{
    char buf[4096];
    int n = (int)await async_read(near, buf, sizeof buf);

    if (n >= 0) printf("%d:%.*s\n", n, n, buf);
    else printf("%s\n", async_status_name(n));
    return n;
}

static async void says(const char *text)
{
    await async_sleep(2);
    (void)await async_write(far, text, strlen(text));
}

/* Once to and fro: behind it the stream reads on, and nobody waits. */
static async void talks(const char *text)
{
    int n;

    await async_gather(n = reads(), says(text));
}

/* It is cancelled already when it comes to wait. */
static async void never_waits(void)
{
    int n;

    async_cancel(async_self());
    n = await reads();
    printf("not reached: %d\n", n);
}

async int main(void)
{
    async_listener_t *l;
    char few[8];
    int a, b, status;

    if (async_tcp_listen("127.0.0.1", 0, 16, &l) < 0) return 1;
    await async_gather(a = async_tcp_connect("127.0.0.1", async_listener_port(l), &far),
                       b = async_accept(l, &near));
    if (a || b) return 1;
    await talks("first");
    await talks("second");

    await async_gather(a = reads(), b = reads(), says("one reader at a time"));

    async_task(int) task = async_spawn(reads());
    await async_sleep(1);
    async_cancel(task);
    status = await async_try(async_join(task));
    printf("%s\n", async_status_name(status));
    await talks("behind a cancellation");

    async_task(void) late = async_spawn(never_waits());
    status = await async_try(async_join(late));
    printf("%s\n", async_status_name(status));
    await talks("behind one that came before");

    status = await async_wait_for(1, a = reads());
    printf("%s\n", async_status_name(status));
    await talks("behind a clock");

    await async_gather(a = async_read(near, few, 3), says("few, then more"));
    printf("%d:%.3s\n", a, few);
    await reads();
    await talks("behind a small buffer");

    async_stream_timeout(near, 5);
    await reads();
    async_stream_timeout(near, 0);
    await talks("behind a time-out");

    await async_sleep(1);
    (void)await async_write(far, "unasked", 7);
    await async_sleep(5);
    await reads();
    await talks("behind what nobody waited for");

    task = async_spawn(reads());
    await async_sleep(1);
    async_close(far);
    a = await async_join(task);
    a = await reads();
    async_close(near);
    async_close(l);
    return 0;
}
/* expect:
5:first
6:second
EBUSY
20:one reader at a time
ECANCELED
21:behind a cancellation
ECANCELED
27:behind one that came before
ETIMEDOUT
14:behind a clock
3:few
11:, then more
21:behind a small buffer
ETIMEDOUT
17:behind a time-out
7:unasked
29:behind what nobody waited for
0:
0:
*/
