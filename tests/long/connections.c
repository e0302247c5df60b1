/*
 * connections.c - an echo server that holds many connections at once, both ends on this machine.
 *
 *   connections [COUNT]      (default 10000)
 *
 * The parent serves, a child connects COUNT times, lets each connection say something, in turn and
 * then all at once, and closes them. Prints how many were held and answered, and the server's memory
 * per connection, of the process (what the system holds for the sockets is not in it).
 */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int open_now, most;
static long memory_before, memory_at_most;

/* Bytes of memory that the process has got. */
static long resident(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    long size = 0, pages = 0;

    if (file && fscanf(file, "%ld %ld", &size, &pages) != 2) pages = 0;
    if (file) fclose(file);
    return pages * sysconf(_SC_PAGESIZE);
}

static async void echo(async_stream_t *stream)
{
    char buf[64];
    ssize_t n;

    defer async_close(stream);
    if (++open_now > most) {
        most = open_now;
        memory_at_most = resident();
    }
    defer open_now--;
    while ((n = await async_read(stream, buf, sizeof buf)) > 0)
        if (await async_write(stream, buf, n) < 0) return;
}

/* ------------------------------------------------------------------ the child */

static async bool ask(async_stream_t *stream, int number)
{
    char text[16], back[16];
    int len = snprintf(text, sizeof text, "%d!", number);

    if (await async_write(stream, text, (size_t)len) < 0) return false;
    if (await async_read_exactly(stream, back, (size_t)len) != len) return false;
    return memcmp(text, back, (size_t)len) == 0;
}

static async void ask_and_count(async_stream_t *stream, int number, int *answered)
{
    if (await ask(stream, number)) ++*answered;
}

static async int client(int port, int count)
{
    async_stream_t **streams = calloc((size_t)count, sizeof *streams);
    int connected = 0, answered = 0;

    defer free(streams);
    while (connected < count &&
           await async_tcp_connect("127.0.0.1", port, &streams[connected]) == 0) {
        if (await ask(streams[connected], connected)) answered++;
        connected++;
    }
    async_group(all) {
        for (int i = 0; i < connected; i++)
            async_spawn_in(all, ask_and_count(streams[i], -i, &answered));
    }
    for (int i = 0; i < connected; i++) async_close(streams[i]);
    printf("%d connections held at once, %d answers of %d\n", connected, answered, 2 * count);
    fflush(stdout);
    return connected == count && answered == 2 * count ? 0 : 1;
}

/* ------------------------------------------------------------------ the parent */

static async void until_told(int fd)
{
    await async_poll(fd, ASYNC_READABLE);
}

static async void serve(async_listener_t *listener, int done)
{
    memory_before = resident();
    await async_race(async_serve(listener, echo), until_told(done));
}

static async int parent(int to_child, int from_child)
{
    async_listener_t *listener;
    int port;

    async_check(async_tcp_listen("127.0.0.1", 0, 1024, &listener));
    defer async_close(listener);
    port = async_listener_port(listener);
    if (write(to_child, &port, sizeof port) != sizeof port) return 1;
    await serve(listener, from_child);
    printf("%d held by the server, %ld bytes of memory for each\n", most,
           (memory_at_most - memory_before) / (most ? most : 1));
    return 0;
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 10000, down[2], up[2], port, status = 1, result = 1;
    struct rlimit limit;

    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < (rlim_t)count + 64) {
        printf("only %ld descriptors\n", (long)limit.rlim_cur);
        return 77;
    }
    if (pipe(down) < 0 || pipe(up) < 0) return 1;
    pid_t child = fork();
    if (child == 0) {
        close(up[0]);
        if (read(down[0], &port, sizeof port) != sizeof port) return 1;
        async_run(result = client(port, count));
        return result;
    }
    close(up[1]);
    async_run(result = parent(down[1], up[0]));
    waitpid(child, &status, 0);
    return result || status ? 1 : 0;
}
