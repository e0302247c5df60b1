/* what a peer can do: reset, half-close, take no more, stop answering */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <uv.h>

static async void open_pair(async_listener_t *l, async_stream_t **a, async_stream_t **b)
{
    int x, y;

    await async_gather(x = async_tcp_connect("127.0.0.1", async_listener_port(l), a),
                       y = async_accept(l, b));
    if (x < 0 || y < 0) async_raise(ASYNC_EIO);
}

/* Closes with a reset: what was under way is thrown away. */
static void reset(async_stream_t *s)
{
    struct linger linger = { .l_onoff = 1 };
    uv_os_fd_t fd;

    uv_fileno((const uv_handle_t *)async_stream_uv(s), &fd);
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    async_close(s);
}

static async void later_reset(async_stream_t *s)
{
    await async_sleep(5);
    reset(s);
}

static async void resets(async_listener_t *l)
{
    async_stream_t *a, *b;
    char buf[8];
    ssize_t n;

    await open_pair(l, &a, &b);
    await async_gather(n = async_read(a, buf, sizeof buf), later_reset(b));
    printf("%s\n", async_status_name((int)n));                      // expect: ECONNRESET
    n = await async_read(a, buf, sizeof buf);
    printf("%s\n", async_status_name((int)n));                      // expect: ECONNRESET
    int rc = await async_write(a, "x", 1);
    printf("%s\n", async_status_name(rc));                          // expect: EPIPE
    async_close(a);

    await open_pair(l, &a, &b);
    size_t size = 32 << 20;
    char *large = calloc(1, size);
    await async_gather(rc = async_write(a, large, size), later_reset(b));
    printf("%d\n", rc == ASYNC_ECONNRESET || rc == ASYNC_EPIPE);    // expect: 1
    free(large);
    async_close(a);
}

static async void half_open(async_listener_t *l)
{
    async_stream_t *a, *b;
    char buf[8];

    await open_pair(l, &a, &b);
    printf("%d\n", await async_shutdown(a));                        // expect: 0
    printf("%zd\n", await async_read(b, buf, sizeof buf));          // expect: 0
    printf("%d\n", await async_write(b, "still", 5));               // expect: 0
    printf("%zd\n", await async_read(a, buf, sizeof buf));          // expect: 5
    printf("%s\n", async_status_name(await async_write(a, "x", 1)));        // expect: EPIPE
    printf("%s\n", async_status_name(await async_shutdown(a)));             // expect: EPIPE
    async_close(a);
    async_close(b);
}

static async size_t read_slowly(async_stream_t *s)
{
    char buf[70000];
    size_t total = 0;
    ssize_t n;

    while ((n = await async_read(s, buf, sizeof buf)) > 0) {
        total += (size_t)n;
        if (total % 5 == 0) await async_sleep(1);
    }
    return total;
}

static async int write_and_end(async_stream_t *s, size_t size)
{
    char *large = calloc(1, size);
    int rc = await async_write(s, large, size);

    free(large);
    await async_shutdown(s);
    return rc;
}

/* The system takes a part of a write only: the rest follows. */
static async void short_writes(async_listener_t *l)
{
    async_stream_t *a, *b;
    size_t got;
    int rc;

    await open_pair(l, &a, &b);
    await async_gather(rc = write_and_end(a, 20 << 20), got = read_slowly(b));
    printf("%d %zu\n", rc, got >> 20);                              // expect: 0 20
    async_close(a);
    async_close(b);
}

/* Nobody answers, nobody reads: time-outs end it. */
static async void silence(async_listener_t *l)
{
    async_stream_t *a, *b;
    char buf[8];

    await open_pair(l, &a, &b);
    async_stream_timeout(a, 20);
    ssize_t n = await async_read(a, buf, sizeof buf);
    printf("%s\n", async_status_name((int)n));                      // expect: ETIMEDOUT
    printf("%d\n", await async_write(b, "late", 4));                // expect: 0
    printf("%zd\n", await async_read(a, buf, sizeof buf));          // expect: 4
    int rc = await write_and_end(a, 32 << 20);
    printf("%s\n", async_status_name(rc));                          // expect: ETIMEDOUT
    rc = await async_write(a, "x", 1);
    printf("%s\n", async_status_name(rc));                          // expect: EPIPE
    async_close(a);
    async_close(b);
}

async int main(void)
{
    async_listener_t *l;
    async_stream_t *none = NULL;
    int rc;

    if (async_tcp_listen("127.0.0.1", 0, 16, &l) < 0) return 1;
    await resets(l);
    await half_open(l);
    await short_writes(l);
    await silence(l);
    async_close(l);
    rc = await async_tcp_connect("no such host.invalid", 80, &none);
    printf("%d %d\n", rc == ASYNC_EAI_NONAME || rc == ASYNC_EAI_AGAIN, none == NULL);  // expect: 1 1
    return 0;
}
