/* lines from a stream, however they arrive */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>

static async void send_slowly(async_stream_t *s)
{
    static const char *const parts[] = { "on", "e\ntwo\nth", "ree", "\n", "rest" };
    for (int i = 0; i < 5; i++) {
        int length = 0;
        while (parts[i][length]) length++;
        if (await async_write(s, parts[i], (size_t)length) < 0) break;
        await async_sleep(5);
    }
    async_close(s);
}

static async void print_lines(async_stream_t *s)
{
    char line[32];
    ssize_t n;
    while ((n = await async_read_until(s, line, sizeof line, '\n')) > 0)
        printf("%zd %.*s\n", n, (int)(line[n - 1] == '\n' ? n - 1 : n), line);
    printf("%zd\n", n);
    async_close(s);
}

async int main(void)
{
    async_listener_t *l;
    async_stream_t *s, *p;
    int a, b;

    if (async_tcp_listen("127.0.0.1", 0, 16, &l) < 0) return 1;
    await async_gather(a = async_tcp_connect("127.0.0.1", async_listener_port(l), &s),
                       b = async_accept(l, &p));
    if (a == 0 && b == 0) await async_gather(send_slowly(s), print_lines(p));
    async_close(l);
    return 0;
}
/* expect:
4 one
4 two
6 three
4 rest
0
*/
