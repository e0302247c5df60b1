/* the same without a status in sight: server and client gathered, the listener closed at the end */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>

static async int serve_one(async_listener_t *l)
{
    async_stream_t *s;
    char c;
    int count = 0, r = await async_accept(l, &s);

    if (r < 0) return r;
    while (await async_read(s, &c, 1) == 1) {
        c = (char)(c + 1);
        if (await async_write(s, &c, 1) < 0) break;
        count++;
    }
    async_close(s);
    return count;
}

static async int client(int port, int count)
{
    async_stream_t *s;
    int right = 0;

    if (await async_tcp_connect("127.0.0.1", port, &s) < 0) return -1;
    for (int i = 0; i < count; i++) {
        char c = (char)('a' + i), back = 0;
        if (await async_write(s, &c, 1) < 0 || await async_read(s, &back, 1) != 1) break;
        right += back == c + 1;
    }
    async_close(s);
    return right;
}

async int main(void)
{
    async_listener_t *l;
    int served = 0, right = 0;

    if (async_tcp_listen("127.0.0.1", 0, 16, &l) < 0) return 1;
    await async_gather(served = serve_one(l), right = client(async_listener_port(l), 20));
    printf("%d %d\n", served, right);           // expect: 20 20
    async_close(l);
    return 0;
}
