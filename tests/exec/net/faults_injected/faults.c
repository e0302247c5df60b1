/*
 * what libuv may refuse, though it hardly ever does: each gives its code, leaves nothing behind, and the
 * next try works
 */
// stderr: !.
// cflags: -D_GNU_SOURCE
#include <asyncc.h>
#include <asyncc/fs.h>
#include <asyncc/net.h>
#include <asyncc/process.h>
#include <asyncc/signal.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "inject.h"

#define CHECK(holds)                                                                               \
    do {                                                                                           \
        if (!(holds)) printf("%s, line %d: %s\n", __func__, __LINE__, #holds);                     \
    } while (0)

static async_listener_t *listener;
static async_stream_t *near, *far;

static async void connect_both(void)
{
    async_check(async_tcp_listen("127.0.0.1", 0, 8, &listener));
    async_task(int) t = async_spawn(async_tcp_connect("127.0.0.1", async_listener_port(listener), &near));
    async_check(await async_accept(listener, &far));
    async_check(await async_join(t));
}

/* The system takes nothing at once: it is queued, and sent. */
static async void datagrams(void)
{
    async_udp_t *a, *b;
    async_address_t from;
    char buf[8];

    async_check(async_udp_bind("127.0.0.1", 0, &a));
    async_check(async_udp_bind("127.0.0.1", 0, &b));
    defer { async_udp_close(a); async_udp_close(b); }
    int port = async_udp_port(b);

    inject.udp_try_send = ASYNC_EAGAIN;
    CHECK(await async_udp_send(a, "ab", 2, "127.0.0.1", port) == 0);
    CHECK(await async_udp_recv(b, buf, sizeof buf, &from) == 2 && !memcmp(buf, "ab", 2));
    inject.udp_try_send = ASYNC_EAGAIN;
    CHECK(await async_udp_send(a, "", 0, "127.0.0.1", port) == 0);
    CHECK(await async_udp_recv(b, buf, sizeof buf, NULL) == 0);

    /* Cancelled while it is queued: libuv has a copy, and sends it. */
    inject.udp_try_send = ASYNC_EAGAIN;
    async_task(int) t = async_spawn(async_udp_send(a, "cd", 2, "127.0.0.1", port));
    async_task(int) canceler = t;
    await async_sleep(0);
    async_cancel(canceler);
    int st = await async_try(async_join(t));
    CHECK(st == ASYNC_ECANCELED || st == 0);
    CHECK(await async_udp_recv(b, buf, sizeof buf, NULL) == 2 && !memcmp(buf, "cd", 2));

    inject.udp_try_send = ASYNC_EAGAIN;
    inject.udp_send = ASYNC_ENOMEM;
    CHECK(await async_udp_send(a, "ef", 2, "127.0.0.1", port) == ASYNC_ENOMEM);
    inject.getaddrinfo = ASYNC_ENOMEM;
    CHECK(await async_udp_send(a, "ef", 2, "localhost", port) == ASYNC_ENOMEM);
    CHECK(await async_udp_send(a, "gh", 2, "localhost", port) == 0);
    CHECK(await async_udp_recv(b, buf, sizeof buf, NULL) == 2 && !memcmp(buf, "gh", 2));
}

static async void names(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct addrinfo *list = NULL;
    async_stream_t *out = NULL;
    char host[100];

    inject.getaddrinfo = ASYNC_ENOMEM;
    CHECK(await async_getaddrinfo("localhost", NULL, NULL, &list) == ASYNC_ENOMEM && !list);
    inject.getnameinfo = ASYNC_ENOMEM;
    CHECK(await async_getnameinfo((struct sockaddr *)&address, 0, host, sizeof host, NULL, 0) == ASYNC_ENOMEM);
    inject.getaddrinfo = ASYNC_ENOMEM;
    CHECK(await async_tcp_connect("localhost", async_listener_port(listener), &out) == ASYNC_ENOMEM && !out);
    inject.tcp_connect = ASYNC_EADDRNOTAVAIL;
    CHECK(await async_tcp_connect("127.0.0.1", async_listener_port(listener), &out) == ASYNC_EADDRNOTAVAIL);
    CHECK(!out);
}

static async void streams(void)
{
    char buf[8];

    inject.try_write = inject.try_write2 = ASYNC_EAGAIN;            // by one of the two
    CHECK(await async_write(near, "abc\n", 4) == 0);
    CHECK(await async_read_until(far, buf, sizeof buf, '\n') == 4);
    inject.try_write = inject.try_write2 = 0;
    inject.read_start = ASYNC_ENOMEM;
    CHECK(await async_read(near, buf, sizeof buf) == ASYNC_ENOMEM);
    inject.shutdown = ASYNC_ENOMEM;
    CHECK(await async_shutdown(near) == ASYNC_ENOMEM);
    inject.try_write = inject.try_write2 = ASYNC_EAGAIN;            // by one of the two
    inject.write = ASYNC_ENOMEM;
    CHECK(await async_write(far, "x", 1) == ASYNC_ENOMEM);
    CHECK(await async_write(far, "x", 1) == ASYNC_EPIPE);           // good for closing only
}

static async void listeners(void)
{
    async_listener_t *other = NULL;
    async_stream_t *out = NULL, *client = NULL;
    int fds[2];

    inject.listen = ASYNC_EADDRINUSE;
    CHECK(async_tcp_listen("127.0.0.1", 0, 8, &other) == ASYNC_EADDRINUSE && !other);
    inject.listen = ASYNC_EACCES;
    CHECK(async_pipe_listen("faults.socket", 8, &other) == ASYNC_EACCES && !other);

    inject.accept = ASYNC_EMFILE;
    async_task(int) t = async_spawn(async_tcp_connect("127.0.0.1", async_listener_port(listener), &client));
    int rc = await async_accept(listener, &out);
    CHECK(rc == ASYNC_EMFILE && !out);
    if (await async_join(t) == 0) async_close(client);

    CHECK(pipe(fds) == 0);
    inject.poll_start = ASYNC_EINVAL;
    CHECK(await async_poll(fds[0], ASYNC_READABLE) == ASYNC_EINVAL);
    CHECK(write(fds[1], "x", 1) == 1 && await async_poll(fds[0], ASYNC_READABLE) == ASYNC_READABLE);
    close(fds[0]);
    close(fds[1]);
}

static async int worker(int index) { (void)index; await async_sleep(1); return 0; }

static async void processes(void)
{
    char *command[] = {"true", NULL}, *text = NULL;
    async_process_options_t options = {.file = "true", .args = command};
    async_process_t *p = NULL;
    size_t len;

    inject.spawn = ASYNC_EAGAIN;
    CHECK(async_process_spawn(&options, &p) == ASYNC_EAGAIN && !p);
    inject.spawn = ASYNC_EAGAIN;
    CHECK(await async_run_command(command, &text, &len) == ASYNC_EAGAIN && !text);
    CHECK(await async_run_command(command, NULL, NULL) == 0);
    inject.signal_start = ASYNC_EINVAL;
    CHECK(await async_signal(SIGUSR2) == ASYNC_EINVAL);
    inject.thread_create = ASYNC_EAGAIN;
    CHECK(await async_blocking(async_workers(2, worker)) == ASYNC_EAGAIN);
}

/* What async generators are refused, they raise or end with. */
static async int watches(void)
{
    async_for (async_fs_event_t e, async_fs_events(".")) { (void)e; break; }
    return 0;
}
static async int polls(void)
{
    async_for (async_fs_change_t c, async_fs_poll(".", 1)) { (void)c; break; }
    return 0;
}

static async void files(void)
{
    int folders = 0, links = 0, plain = 0;
    char folder[] = "kinds-XXXXXX", path[64];

    inject.fs_event_start = ASYNC_ENOSPC;
    int st = await async_try(watches());
    inject.fs_event_start = 0;
    CHECK(st == ASYNC_ENOSPC || st == 0);
    inject.fs_poll_start = ASYNC_ENOMEM;
    st = await async_try(polls());
    inject.fs_poll_start = 0;
    CHECK(st == ASYNC_ENOMEM || st == 0);

    CHECK(await async_fs_mkdtemp(folder) == 0);
    snprintf(path, sizeof path, "%s/a", folder);
    CHECK(mkdir(path, 0700) == 0);
    snprintf(path, sizeof path, "%s/a/link", folder);
    CHECK(symlink("nothing", path) == 0);
    snprintf(path, sizeof path, "%s/a/file", folder);
    CHECK(await async_write_file(path, "", 0) == 0);
    inject.no_kinds = true;
    async_for (async_fs_entry_t entry, async_fs_walk(folder)) {
        folders += entry.type == ASYNC_DIRENT_DIR;
        links += entry.type == ASYNC_DIRENT_LINK;
        plain += entry.type == ASYNC_DIRENT_FILE;
    }
    inject.no_kinds = false;
    CHECK(folders == 1 && links == 1 && plain == 1);
    unlink(path);
    snprintf(path, sizeof path, "%s/a/link", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/a", folder);
    rmdir(path);
    CHECK(rmdir(folder) == 0);
}

async int main(void)
{
    await connect_both();
    await names();
    await datagrams();
    await streams();
    await listeners();
    await processes();
    await files();
    async_close(near);
    async_close(far);
    async_close(listener);
    printf("over\n");                                               // expect: over
    return 0;
}
