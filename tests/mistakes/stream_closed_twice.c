// caught: compile use-after-release
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    async_listener_t *l;
    if (async_tcp_listen("127.0.0.1", 0, 1, &l) < 0) return 1;
    async_stream_t *s;
    if (await async_tcp_connect("127.0.0.1", async_listener_port(l), &s) < 0) return 1;
    async_close(s);
    async_close(s);
    async_close(l);
    await async_sleep(1);
    return 0;
}
