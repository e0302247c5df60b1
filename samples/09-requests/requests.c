/*
 * Five requests at once. The server takes 20 ms or more for each; together they take little more than
 * the slowest one alone.
 */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The server: answers "GET n" after n times 20 ms. */
static async void answer(async_stream_t *client)
{
    char line[64];
    ssize_t n;

    defer async_close(client);
    if ((n = await async_read_until(client, line, sizeof line - 1, '\n')) <= 0) return;
    line[n] = '\0';
    int page = atoi(line + strlen("GET "));
    await async_sleep(page * 20);
    await async_write(client, line, snprintf(line, sizeof line, "page %d\n", page));
}

static async int request(int port, int page)
{
    async_stream_t *server;
    char line[64];

    async_check(await async_tcp_connect("127.0.0.1", port, &server));
    defer async_close(server);
    async_check(await async_write(server, line, snprintf(line, sizeof line, "GET %d\n", page)));
    ssize_t n = async_check(await async_read_until(server, line, sizeof line, '\n'));
    printf("request %d: %.*s", page, (int)n, line);
    return (int)n;
}

async int main(void)
{
    async_listener_t *listener;
    int sizes[5];

    async_check(async_tcp_listen("127.0.0.1", 0, 16, &listener));
    defer async_close(listener);
    async_task(int) server = async_spawn(async_serve(listener, answer));
    int port = async_listener_port(listener);

    await async_gather(sizes[0] = request(port, 5), sizes[1] = request(port, 3),
                       sizes[2] = request(port, 1), sizes[3] = request(port, 2),
                       sizes[4] = request(port, 4));
    printf("%d bytes in all\n", sizes[0] + sizes[1] + sizes[2] + sizes[3] + sizes[4]);

    async_cancel(server);
    await async_try(async_join(server));
    return 0;
}
