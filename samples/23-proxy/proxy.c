/*
 * A TCP proxy: what comes from a client goes to the server, what comes from the server goes to the
 * client, each direction in a coroutine of its own, and a slow receiver holds its sender back.
 *
 *   proxy HOST PORT [LISTEN-PORT]      without arguments it tries itself out
 */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *target_host = "127.0.0.1";
static int target_port;

/* Carries bytes until there are no more, then tells the receiver so. */
static async size_t carry(async_stream_t *from, async_stream_t *to)
{
    char buf[16384];
    size_t total = 0;
    ssize_t n;

    while ((n = await async_read(from, buf, sizeof buf)) > 0) {
        if (await async_write(to, buf, n) < 0) return total;
        total += n;
    }
    await async_shutdown(to);
    return total;
}

static async void proxy(async_stream_t *client)
{
    async_stream_t *server;
    size_t up, down;

    defer async_close(client);
    if (await async_tcp_connect(target_host, target_port, &server) < 0) return;
    defer async_close(server);
    await async_gather(up = carry(client, server), down = carry(server, client));
    printf("proxy: %zu bytes up, %zu bytes down\n", up, down);
}

/* ------------------------------------------------------------------ trying it out */

static async void echo_twice(async_stream_t *client)
{
    char buf[4096];
    ssize_t n;

    defer async_close(client);
    while ((n = await async_read(client, buf, sizeof buf)) > 0) {
        if (await async_write(client, buf, n) < 0) return;
        if (await async_write(client, buf, n) < 0) return;
    }
}

static async void send_all(async_stream_t *server, size_t size)
{
    static const char block[1000];

    for (size_t sent = 0; sent < size; sent += sizeof block)
        if (await async_write(server, block, sizeof block) < 0) return;
    await async_shutdown(server);
}

static async size_t receive_all(async_stream_t *server)
{
    char buf[4096];
    size_t total = 0;
    ssize_t n;

    while ((n = await async_read(server, buf, sizeof buf)) > 0) total += n;
    return total;
}

static async size_t try_out(int port)
{
    async_stream_t *server;
    size_t received;

    async_check(await async_tcp_connect("127.0.0.1", port, &server));
    defer async_close(server);
    await async_gather(send_all(server, 1000000), received = receive_all(server));
    return received;
}

async int main(int argc, char **argv)
{
    async_listener_t *echo, *listener;

    async_check(async_tcp_listen("127.0.0.1", argc > 3 ? atoi(argv[3]) : 0, 64, &listener));
    defer async_close(listener);
    if (argc > 2) {
        target_host = argv[1];
        target_port = atoi(argv[2]);
        printf("listening on port %d\n", async_listener_port(listener));
        return await async_serve(listener, proxy);
    }
    async_check(async_tcp_listen("127.0.0.1", 0, 64, &echo));
    defer async_close(echo);
    target_port = async_listener_port(echo);
    size_t received = 0;
    async_group(servers) {
        async_spawn_in(servers, async_serve(echo, echo_twice));
        async_spawn_in(servers, async_serve(listener, proxy));
        received = await try_out(async_listener_port(listener));
        await async_drain(listener, 1000);
        break;
    }
    printf("client: sent 1000000 bytes, received %zu\n", received);
    return 0;
}
