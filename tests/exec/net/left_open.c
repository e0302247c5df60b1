/* streams and listeners that are open when async_run ends are closed: nothing is left */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>

static async void leave_open(void)
{
    async_listener_t *l, *never;
    async_stream_t *c, *s;
    char byte;

    if (async_tcp_listen("127.0.0.1", 0, 8, &l) < 0) return;
    if (async_tcp_listen("127.0.0.1", 0, 8, &never) < 0) return;
    printf("%d ", await async_tcp_connect("127.0.0.1", async_listener_port(l), &c));
    printf("%d ", await async_accept(l, &s));
    async_stream_timeout(c, 60000);
    printf("%s\n", async_status_name(await async_wait_for(1, async_read(c, &byte, 1))));
    await async_write(s, "unread", 6);
    async_close(never);
}

static async void sleeps(void)
{
    defer printf("cancelled\n");
    await async_sleep(60000);
}

/* What is done within a turn is seen before the loop waits. */
static async void ends_at_once(void)
{
    async_detach(sleeps());
    await async_sleep(0);
}

int main(void)
{
    uint64_t start = async_now();

    printf("%d\n", async_run(leave_open()));
    // expect: 0 0 ETIMEDOUT
    // expect: 0
    printf("%d\n", async_run(ends_at_once()));
    // expect: cancelled
    // expect: 0
    printf("%d\n", async_now() - start < 5000);     // expect: 1
    return 0;
}
