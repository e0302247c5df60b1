/* The echo server of tests/bench/echo.py: so many connections, then the end. */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <stdlib.h>

static async_listener_t *listener;
static int left; /* connections until the end */

static async void echo(async_stream_t *stream)
{
    char buf[65536];
    ssize_t n;

    defer async_close(stream);
    while ((n = await async_read(stream, buf, sizeof buf)) > 0)
        if (await async_write(stream, buf, n) < 0) break;
    if (--left == 0) async_close(listener);
}

async int main(int argc, char **argv)
{
    left = argc > 1 ? atoi(argv[1]) : 1;
    if (async_tcp_listen("127.0.0.1", 0, 1024, &listener) < 0) return 1;
    printf("%d\n", async_listener_port(listener));
    fflush(stdout);
    return await async_serve(listener, echo) == ASYNC_ECANCELED ? 0 : 1;
}
