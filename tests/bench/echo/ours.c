/* The echo server of tests/bench/echo.py: one connection, then the end. */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>

static async int echo(async_stream_t *stream)
{
    char buf[65536];
    ssize_t n;

    defer async_close(stream);
    while ((n = await async_read(stream, buf, sizeof buf)) > 0)
        if (await async_write(stream, buf, n) < 0) return 1;
    return n < 0;
}

async int main(void)
{
    async_listener_t *listener;
    async_stream_t *stream;

    if (async_tcp_listen("127.0.0.1", 0, 8, &listener) < 0) return 1;
    defer async_close(listener);
    printf("%d\n", async_listener_port(listener));
    fflush(stdout);
    return await async_accept(listener, &stream) < 0 ? 1 : await echo(stream);
}
