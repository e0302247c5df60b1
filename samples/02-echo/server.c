/*
 * An echo server: what a client sends comes back, for as many clients as connect.
 *
 *     echo-server [PORT]       without a port, the system picks one; Ctrl-C ends it
 */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <stdlib.h>

static async void echo(async_stream_t *client)
{
    char buf[4096];
    ssize_t n;

    defer async_close(client);
    while ((n = await async_read(client, buf, sizeof buf)) > 0)
        if (await async_write(client, buf, n) < 0) return;
}

async int main(int argc, char **argv)
{
    int port = argc > 1 ? atoi(argv[1]) : 0;
    async_listener_t *listener;
    int status = async_tcp_listen("127.0.0.1", port, 128, &listener);

    if (status < 0) {
        fprintf(stderr, "cannot listen on port %d: %s\n", port, async_status_message(status));
        return 1;
    }
    defer async_close(listener);
    printf("listening on port %d\n", async_listener_port(listener));
    fflush(stdout);
    return await async_serve(listener, echo);
}
