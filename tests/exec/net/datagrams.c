/* UDP: there and back, both kinds of address, kept and lost datagrams, cancellation */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <string.h>

static async void receive(async_udp_t *u)
{
    char buf[8];
    async_address_t from;
    ssize_t n = await async_udp_recv(u, buf, sizeof buf, &from);

    if (n < 0) printf("%s\n", async_status_name((int)n));
    else printf("%zd %.*s from %s\n", n, (int)n, buf, from.host);
}

static async void there_and_back(async_udp_t *a, async_udp_t *b)
{
    char buf[16];
    async_address_t from;
    int pa = async_udp_port(a), pb = async_udp_port(b);

    printf("%d\n", await async_udp_send(a, "ping", 4, "127.0.0.1", pb));    // expect: 0
    ssize_t n = await async_udp_recv(b, buf, sizeof buf, &from);
    printf("%zd %.4s %s %d\n", n, buf, from.host, from.port == pa);     // expect: 4 ping 127.0.0.1 1
    printf("%d\n", await async_udp_send(b, "pong!", 5, from.host, from.port));  // expect: 0
    printf("%zd\n", await async_udp_recv(a, buf, 2, NULL));             // expect: 2
    printf("%d\n", await async_udp_send(b, "", 0, "localhost", pa));    // expect: 0
    printf("%zd\n", await async_udp_recv(a, buf, sizeof buf, NULL));    // expect: 0
}

/* What comes while nobody waits is kept. */
static async void kept(async_udp_t *a, async_udp_t *b)
{
    async_task(void) first = async_spawn(receive(b));
    await async_sleep(5);
    for (int i = 0; i < 3; i++) {
        char text[2] = { (char)('a' + i) };
        await async_udp_send(a, text, 1, "127.0.0.1", async_udp_port(b));
    }
    await async_sleep(5);
    await async_join(first);            // expect: 1 a from 127.0.0.1
    await receive(b);                   // expect: 1 b from 127.0.0.1
    await receive(b);                   // expect: 1 c from 127.0.0.1
}

static async void connected(async_udp_t *a, async_udp_t *b)
{
    char byte;

    printf("%d\n", async_udp_connect(a, "127.0.0.1", async_udp_port(b)));   // expect: 0
    printf("%d\n", await async_udp_send(a, "c", 1, NULL, 0));               // expect: 0
    await receive(b);                   // expect: 1 c from 127.0.0.1
    printf("%d\n", async_udp_connect(a, "127.0.0.1", 1));                   // expect: 0
    await async_udp_send(a, "?", 1, NULL, 0);
    ssize_t n = await async_udp_recv(a, &byte, 1, NULL);
    printf("%s\n", async_status_name((int)n));                              // expect: ECONNREFUSED
    printf("%d\n", async_udp_connect(a, NULL, 0));                          // expect: 0
}

static async void failures(async_udp_t *a, async_udp_t *b)
{
    static char large[70000];
    async_udp_t *none = NULL;
    int rc;

    rc = await async_udp_send(a, large, sizeof large, "127.0.0.1", async_udp_port(b));
    printf("%s\n", async_status_name(rc));                      // expect: EMSGSIZE
    rc = await async_udp_send(a, "x", 1, NULL, 0);
    printf("%s\n", async_status_name(rc));                      // expect: EDESTADDRREQ
    rc = await async_udp_send(a, "x", 1, "no such host.invalid", 1);
    printf("%d\n", rc < 0);                                     // expect: 1
    rc = async_udp_bind("nowhere", 0, &none);
    printf("%s %d\n", async_status_name(rc), none == NULL);     // expect: EINVAL 1
    rc = async_udp_bind("127.0.0.1", async_udp_port(b), &none);
    printf("%s %d\n", async_status_name(rc), none == NULL);     // expect: EADDRINUSE 1

    async_task(void) waiting = async_spawn(receive(b));
    await async_sleep(1);
    await receive(b);                                           // expect: EBUSY
    rc = await async_wait_for(1, async_join(waiting));
    printf("%s\n", async_status_name(rc));                      // expect: ETIMEDOUT
    waiting = async_spawn(receive(b));
    await async_sleep(1);
    async_udp_close(b);
    await async_join(waiting);                                  // expect: ECANCELED
}

/* A look-up is waited for, whoever gives up: the sender or its socket. */
static async void given_up(void)
{
    async_udp_t *u;

    if (async_udp_bind("127.0.0.1", 0, &u) < 0) return;
    async_task(int) one = async_spawn(async_udp_send(u, "x", 1, "localhost", 9));
    async_task(int) two = async_spawn(async_udp_send(u, "x", 1, "localhost", 9));
    await async_sleep(0);
    async_cancel(one);
    async_udp_close(u);
    int st = await async_try(async_join(one));
    printf("%s\n", async_status_name(st));                      // expect: ECANCELED
    st = await async_join(two);
    printf("%s\n", async_status_name(st));                      // expect: ECANCELED
    async_udp_close(NULL);
}

async int main(void)
{
    async_udp_t *a, *b, *left_open;

    if (async_udp_bind(NULL, 0, &a) < 0 || async_udp_bind("127.0.0.1", 0, &b) < 0) return 1;
    await there_and_back(a, b);
    await kept(a, b);
    await connected(a, b);
    await failures(a, b);
    async_udp_close(a);
    await given_up();
    return async_udp_bind("127.0.0.1", 0, &left_open);
}
