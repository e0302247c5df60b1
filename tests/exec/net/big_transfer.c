/* eight megabytes through a socket: back-pressure both ways */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <stdlib.h>

enum { TOTAL = 8 << 20 };

static async long receive(async_stream_t *s)
{
    static unsigned char buf[65536];
    long total = 0;
    int wrong = 0;
    ssize_t n;

    while ((n = await async_read(s, buf, sizeof buf)) > 0) {
        for (ssize_t i = 0; i < n; i++) wrong += buf[i] != (unsigned char)((total + i) * 7);
        total += n;
        if (total % 5 == 0) await async_sleep(0);
    }
    printf("%ld %d\n", total, wrong);
    return total;
}

static async int transmit(async_stream_t *s)
{
    unsigned char *data = malloc(TOTAL);
    for (int i = 0; i < TOTAL; i++) data[i] = (unsigned char)(i * 7);
    int r = await async_write(s, data, TOTAL);
    free(data);
    return r < 0 ? r : await async_shutdown(s);
}

async int main(void)
{
    async_listener_t *l;
    async_stream_t *s, *p;
    int a, b;
    long received = 0;

    if (async_tcp_listen("127.0.0.1", 0, 16, &l) < 0) return 1;
    await async_gather(a = async_tcp_connect("127.0.0.1", async_listener_port(l), &s),
                       b = async_accept(l, &p));
    if (a < 0 || b < 0) return 1;
    await async_gather(received = receive(p), a = transmit(s));     // expect: 8388608 0
    printf("%d\n", a);                                              // expect: 0
    async_close(s);
    async_close(p);
    async_close(l);
    return received == TOTAL ? 0 : 1;
}
