#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>

static async void echo(async_stream_t *stream)
{
    char buf[65536];
    ssize_t n;

    defer async_close(stream);
    while ((n = await async_read(stream, buf, sizeof buf)) > 0)
        if (await async_write(stream, buf, n) < 0) break;
}

async int main(void)
{
    async_listener_t *listener;

    if (async_tcp_listen("127.0.0.1", 0, 1024, &listener) < 0) return 1;
    printf("%d\n", async_listener_port(listener));
    fflush(stdout);
    return await async_serve(listener, echo);
}
