/* async_serve_with: an expression for each connection, with what is around it */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <string.h>

typedef struct greeting {
    const char *word;
    int served;
} greeting_t;

static async void greet(async_stream_t *s, greeting_t *g, int number)
{
    char text[64];

    defer async_close(s);
    int n = snprintf(text, sizeof text, "%s %d", g->word, number);
    await async_sleep(1);
    await async_write(s, text, (size_t)n);
    g->served++;
}

static async int server(async_listener_t *l, greeting_t *g)
{
    int number = 10;
    return await async_serve_with(l, async_stream_t *c, greet(c, g, ++number));
}

static async int ask(int port)
{
    char text[64] = { 0 };
    async_stream_t *s;

    if (await async_tcp_connect("127.0.0.1", port, &s) < 0) return -1;
    defer async_close(s);
    ssize_t n = await async_read(s, text, sizeof text - 1);
    int number;
    return n > 0 && sscanf(text, "hello %d", &number) == 1 ? number : 0;
}

async int main(void)
{
    greeting_t g = { "hello", 0 };
    async_listener_t *l;
    int got[3], status;

    if (async_tcp_listen("127.0.0.1", 0, 8, &l) < 0) return 1;
    int port = async_listener_port(l);
    async_task(int) t = async_spawn(server(l, &g));
    await async_map(0, int i, 3, got[i] = ask(port));
    printf("%d %d\n", got[0] + got[1] + got[2], g.served);     // expect: 36 3
    printf("%d\n", await async_drain(l, 100));                 // expect: 0
    printf("%d\n", await async_join(t));                       // expect: 0
    async_close(l);
    if (async_tcp_listen("127.0.0.1", 0, 8, &l) < 0) return 1;
    port = async_listener_port(l);
    status = await async_wait_for(5, async_serve_with(l, async_stream_t *c, greet(c, &g, 0)));
    printf("%s\n", async_status_name(status));                 // expect: ETIMEDOUT
    async_close(l);
    return 0;
}
