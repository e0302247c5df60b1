/* a server and its client on loopback */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <string.h>

static async void echo(async_stream_t *s)
{
    char buf[16];
    ssize_t n;

    defer async_close(s);
    while ((n = await async_read(s, buf, sizeof buf)) > 0)
        if (await async_write(s, buf, (size_t)n) < 0) break;
}

static async int talk(int port, const char *text)
{
    async_stream_t *s;
    char buf[64] = "";
    size_t length = strlen(text);
    int r = await async_tcp_connect("127.0.0.1", port, &s);

    if (r < 0) return r;
    r = await async_write(s, text, length);
    if (r == 0 && await async_read_exactly(s, buf, length) == (ssize_t)length) printf("%s\n", buf);
    r = await async_shutdown(s);
    if (r == 0) printf("%zd\n", await async_read(s, buf, sizeof buf));
    async_close(s);
    return r;
}

async int main(void)
{
    async_listener_t *l;

    if (async_tcp_listen("127.0.0.1", 0, 16, &l) < 0) return 1;
    async_task(int) server = async_spawn(async_serve(l, echo));
    printf("%d\n", async_listener_port(l) > 0);                 // expect: 1
    printf("%d\n", await talk(async_listener_port(l), "hello"));
    // expect: hello
    // expect: 0
    // expect: 0
    printf("%d\n", await talk(async_listener_port(l), "a text longer than its buffer"));
    // expect: a text longer than its buffer
    // expect: 0
    // expect: 0
    async_cancel(server);
    int status = await async_try(*server);
    printf("%s\n", async_status_name(status));                  // expect: ECANCELED
    async_release(server);
    async_close(l);
    return 0;
}
