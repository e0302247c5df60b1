/* The echo server on several loops, each with a thread and a listener of its own. */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

static int port;
static int workers;
static atomic_int listening;

static async void echo(async_stream_t *stream)
{
    char buf[65536];
    ssize_t n;

    defer async_close(stream);
    while ((n = await async_read(stream, buf, sizeof buf)) > 0)
        if (await async_write(stream, buf, n) < 0) break;
}

async int worker(int index)
{
    async_listener_t *listener;

    (void)index;
    if (async_tcp_listen_shared("127.0.0.1", port, 1024, &listener) < 0) return 1;
    if (atomic_fetch_add(&listening, 1) + 1 == workers) {
        printf("%d\n", port);
        fflush(stdout);
    }
    return await async_serve(listener, echo);
}

/* Finds a port for the workers to share. */
async int free_port(void)
{
    async_listener_t *listener;

    if (async_tcp_listen_shared("127.0.0.1", 0, 1, &listener) < 0) return -1;
    port = async_listener_port(listener);
    async_close(listener);
    return 0;
}

int main(int argc, char **argv)
{
    workers = argc > 1 ? atoi(argv[1]) : 2;
    if (async_run(free_port()) != 0) return 1;
    return async_workers(workers, worker);
}
