/* what goes wrong comes back as a negative code */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>

static async int reads(async_stream_t *s)
{
    char c;
    return (int)await async_read(s, &c, 1);
}

async int main(void)
{
    async_listener_t *l, *again;
    async_stream_t *s = NULL, *p = NULL;
    char buf[8];
    int r, a, b;

    if (async_tcp_listen("127.0.0.1", 0, 16, &l) < 0) return 1;
    int port = async_listener_port(l);
    r = async_tcp_listen("127.0.0.1", port, 16, &again);
    printf("%s\n", async_status_name(r));                       // expect: EADDRINUSE
    await async_gather(a = async_tcp_connect("127.0.0.1", port, &s), b = async_accept(l, &p));
    printf("%d %d\n", a, b);                                    // expect: 0 0

    r = await async_write(s, "four", 4);
    await async_shutdown(s);
    ssize_t n = await async_read_exactly(p, buf, 8);
    printf("%s\n", async_status_name((int)n));                  // expect: EOF
    n = await async_read(p, buf, 8);
    printf("%zd\n", n);                                         // expect: 4

    async_task(int) t = async_spawn(reads(s));
    await async_sleep(1);
    r = (int)await async_read(s, buf, 1);
    printf("%s\n", async_status_name(r));                       // expect: EBUSY
    async_close(s);
    r = await async_join(t);
    printf("%s\n", async_status_name(r));                       // expect: ECANCELED
    async_close(p);
    async_close(l);
    await async_sleep(1);
    r = await async_tcp_connect("127.0.0.1", port, &s);
    printf("%s\n", async_status_name(r));                       // expect: ECONNREFUSED
    return 0;
}
