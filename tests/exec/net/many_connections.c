/* two hundred connections at once */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <string.h>

enum { CLIENTS = 200, ROUNDS = 5 };

static async void echo(async_stream_t *s)
{
    char buf[256];
    ssize_t n;

    defer async_close(s);
    while ((n = await async_read(s, buf, sizeof buf)) > 0)
        if (await async_write(s, buf, (size_t)n) < 0) break;
}

static async int client(int port, int id)
{
    async_stream_t *s;
    char out[32], in[32];
    int right = 0;

    if (await async_tcp_connect("127.0.0.1", port, &s) < 0) return 0;
    for (int i = 0; i < ROUNDS; i++) {
        int length = snprintf(out, sizeof out, "client %d, message %d", id, i);
        if (await async_write(s, out, (size_t)length) < 0) break;
        if (await async_read_exactly(s, in, (size_t)length) != length) break;
        right += memcmp(in, out, (size_t)length) == 0;
    }
    async_close(s);
    return right;
}

async int main(void)
{
    static async_task(int) clients[CLIENTS];
    async_listener_t *l;
    int right = 0;

    if (async_tcp_listen("127.0.0.1", 0, 128, &l) < 0) return 1;
    async_task(int) server = async_spawn(async_serve(l, echo));
    for (int i = 0; i < CLIENTS; i++) clients[i] = async_spawn(client(async_listener_port(l), i));
    for (int i = 0; i < CLIENTS; i++) right += await async_join(clients[i]);
    printf("%d\n", right);                      // expect: 1000
    async_cancel(server);
    await async_try(*server);
    async_release(server);
    async_close(l);
    return 0;
}
