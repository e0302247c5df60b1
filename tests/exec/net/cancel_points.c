/*
 * every operation of the tables in docs/io.md, cancelled before it, and at many moments from its start
 * until after its end: it ends as cancelled or with its result, no descriptor is left open, nothing is
 * leaked, and what it worked on works afterwards
 */
// timeout: 60
// stderr: !.
#include <asyncc.h>
#include <asyncc/fs.h>
#include <asyncc/net.h>
#include <asyncc/process.h>
#include <asyncc/signal.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define OPERATIONS(X)                                                                              \
    X(tcp_connect) X(tcp_connect_name) X(pipe_connect) X(accept) X(read) X(read_exactly)           \
    X(read_until) X(write) X(writev) X(shutdown) X(poll) X(udp_send) X(udp_send_name) X(udp_recv)  \
    X(getaddrinfo) X(getnameinfo) X(process_wait) X(run_command) X(take_signal) X(signals)         \
    X(open_file) X(mkstemp_file) X(mkdtemp_folder) X(close_file) X(read_part) X(write_part)        \
    X(sendfile) X(stat_file) X(readlink_file) X(realpath_file) X(scandir_folder) X(opendir_folder) \
    X(readdir_folder) X(rename_file) X(read_file) X(write_file) X(lines) X(walk) X(events)         \
    X(fs_poll) X(serve) X(drain)

#define NAME(name) name##_kind,
enum { OPERATIONS(NAME) KINDS };
#undef NAME
#define NAME(name) #name,
static const char *const names[KINDS] = {OPERATIONS(NAME)};

static struct {
    async_listener_t *tcp, *pipe;
    async_stream_t *near, *far; /* connected to each other */
    async_udp_t *a, *b;
    int ends[2];                /* a pipe of the system's */
    char folder[64], file[96], link[96], socket[96];
    bool passed;
} s;

static char big[1 << 20];

/* ------------------------------------------------------------------ the operations */

static async void connects(const char *host)
{
    async_stream_t *out = NULL;
    int rc = host ? await async_tcp_connect(host, async_listener_port(s.tcp), &out)
                  : await async_pipe_connect(s.socket, &out);
    if (rc == 0) async_close(out);
}

static async void name_operation(int kind)
{
    struct addrinfo *list = NULL;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    char host[100];

    if (kind == getnameinfo_kind) {
        await async_getnameinfo((struct sockaddr *)&address, 0, host, sizeof host, NULL, 0);
    } else if (await async_getaddrinfo("localhost", "80", NULL, &list) == 0) {
        async_freeaddrinfo(list);
    }
}

static async void stream_operation(int kind)
{
    async_stream_t *out = NULL;
    async_buf_t pieces[2] = {{big, sizeof big / 2}, {big, sizeof big / 2}};
    char buf[8];

    switch (kind) {
    case accept_kind: if (await async_accept(s.tcp, &out) == 0) async_close(out); break;
    case read_kind: await async_read(s.near, buf, sizeof buf); break;
    case read_exactly_kind: await async_read_exactly(s.near, buf, 3); break;
    case read_until_kind: await async_read_until(s.near, buf, sizeof buf, '\n'); break;
    case write_kind: await async_write(s.near, big, sizeof big); break;
    case writev_kind: await async_writev(s.near, pieces, 2); break;
    default: await async_shutdown(s.near); break;
    }
}

static async void datagram_operation(int kind)
{
    async_address_t from;
    char buf[8];

    switch (kind) {
    case poll_kind: await async_poll(s.ends[0], ASYNC_READABLE); break;
    case udp_send_kind: await async_udp_send(s.a, "x", 1, "127.0.0.1", async_udp_port(s.b)); break;
    case udp_send_name_kind: await async_udp_send(s.a, "x", 1, "localhost", async_udp_port(s.b)); break;
    default: await async_udp_recv(s.b, buf, sizeof buf, &from); break;
    }
}

static async void process_operation(int kind)
{
    char *command[] = {"sh", "-c", "echo x; sleep 0.003", NULL}, *out = NULL;
    async_process_options_t options = {.file = "sh", .args = command};
    async_process_t *p = NULL;
    size_t len;
    int status;

    if (kind == run_command_kind) {
        if (await async_run_command(command, &out, &len) >= 0) free(out);
        return;
    }
    options.stdio[1].kind = ASYNC_STDIO_NULL;
    if (async_process_spawn(&options, &p) < 0) return;
    defer async_process_close(p);
    await async_process_wait(p, &status);
}

static async void signal_operation(int kind)
{
    if (kind == take_signal_kind) {
        await async_signal(SIGUSR2);
    } else {
        async_for (int number, async_signals(SIGUSR2)) { (void)number; break; }
    }
}

static async void open_operation(int kind)
{
    char path[96];
    int fd;

    snprintf(path, sizeof path, "%s/t-XXXXXX", s.folder);
    switch (kind) {
    case open_file_kind: fd = await async_fs_open(s.file, O_RDONLY, 0); break;
    case mkstemp_file_kind: fd = await async_fs_mkstemp(path); break;
    case close_file_kind: await async_fs_close(open(s.file, O_RDONLY)); return;
    default: if (await async_fs_mkdtemp(path) == 0) rmdir(path); return;
    }
    if (fd >= 0) close(fd);
    if (kind == mkstemp_file_kind) unlink(path);
}

static async void file_operation(int kind)
{
    int in = open(s.file, O_RDWR), out = open("/dev/null", O_WRONLY);
    async_stat_t st;
    char buf[64], to[100];

    defer { close(in); close(out); }
    snprintf(to, sizeof to, "%s.new", s.file);
    switch (kind) {
    case read_part_kind: await async_fs_read(in, buf, sizeof buf, 0); break;
    case write_part_kind: await async_fs_write(in, "one\n", 4, 0); break;
    case sendfile_kind: await async_fs_sendfile(out, in, 0, 5); break;
    case stat_file_kind: await async_fs_stat(s.file, &st); break;
    default: await async_fs_rename(s.file, to); break;
    }
}

static async void text_operation(int kind)
{
    char *text = NULL;
    async_dirent_t *entries = NULL, some[4];
    async_dir_t *dir = NULL;
    size_t len;
    int rc;

    switch (kind) {
    case readlink_file_kind: if (await async_fs_readlink(s.link, &text) == 0) free(text); break;
    case realpath_file_kind: if (await async_fs_realpath(s.link, &text) == 0) free(text); break;
    case scandir_folder_kind: if (await async_fs_scandir(s.folder, &entries) >= 0) free(entries); break;
    case read_file_kind: if (await async_read_file(s.file, &text, &len) == 0) free(text); break;
    case write_file_kind: await async_write_file(s.link, "one\ntwo\n", 8); break;
    default:
        rc = await async_fs_opendir(s.folder, &dir);
        if (rc < 0) return;
        defer await async_fs_closedir(dir);
        if (kind == readdir_folder_kind) await async_fs_readdir(dir, some, 4);
    }
}

static async void generator_operation(int kind)
{
    switch (kind) {
    case lines_kind: async_for (char *line, async_lines(s.file)) (void)line; break;
    case walk_kind: async_for (async_fs_entry_t entry, async_fs_walk(s.folder)) (void)entry; break;
    case events_kind: async_for (async_fs_event_t e, async_fs_events(s.folder)) { (void)e; break; } break;
    default: async_for (async_fs_change_t c, async_fs_poll(s.file, 1)) { (void)c; break; } break;
    }
}

static async void handler(async_stream_t *stream)
{
    char buf[10];
    defer async_close(stream);
    while (await async_read(stream, buf, sizeof buf) > 0) await async_sleep(1);
}

static async void drain_soon(void) { await async_sleep(1); await async_drain(s.tcp, 1); }

static async void server_operation(int kind)
{
    if (kind == serve_kind) await async_gather(async_serve(s.tcp, handler), drain_soon());
    else await async_gather(async_try(async_serve(s.tcp, handler)), async_drain(s.tcp, 2));
}

static async void operate(int kind)
{
    if (kind == tcp_connect_kind) await connects("127.0.0.1");
    else if (kind == tcp_connect_name_kind) await connects("localhost");
    else if (kind == pipe_connect_kind) await connects(NULL);
    else if (kind <= shutdown_kind) await stream_operation(kind);
    else if (kind <= udp_recv_kind) await datagram_operation(kind);
    else if (kind <= getnameinfo_kind) await name_operation(kind);
    else if (kind <= run_command_kind) await process_operation(kind);
    else if (kind <= signals_kind) await signal_operation(kind);
    else if (kind <= close_file_kind) await open_operation(kind);
    else if (kind <= stat_file_kind || kind == rename_file_kind) await file_operation(kind);
    else if (kind <= write_file_kind) await text_operation(kind);
    else if (kind <= fs_poll_kind) await generator_operation(kind);
    else await server_operation(kind);
}

/* What makes those that wait for somebody else go on. */
static async void event(int kind)
{
    async_stream_t *out;
    ssize_t n = 0;

    switch (kind) {
    case accept_kind: if (await async_tcp_connect("127.0.0.1", async_listener_port(s.tcp), &out) == 0) async_close(out); break;
    case read_kind: case read_exactly_kind: case read_until_kind: await async_write(s.far, "abc\n", 4); break;
    case write_kind: case writev_kind:
        while (n < (ssize_t)sizeof big) {
            ssize_t got = await async_read(s.far, big, sizeof big);
            if (got <= 0) break;
            n += got;
        }
        break;
    case poll_kind: n = write(s.ends[1], "x", 1); break;
    case udp_recv_kind: await async_udp_send(s.a, "x", 1, "127.0.0.1", async_udp_port(s.b)); break;
    case take_signal_kind: case signals_kind: raise(SIGUSR2); break;
    case events_kind: case fs_poll_kind: await async_write_file(s.file, "one\ntwo\nthree\n", 14); break;
    default: break;
    }
}

/* ------------------------------------------------------------------ the moments */

static async void victim(int kind, bool before)
{
    if (before) async_cancel(async_self());
    await operate(kind);
    s.passed = true;
    await async_sleep(1);
}

static int descriptors(void)
{
    int n = 0;
    DIR *dir = opendir("/proc/self/fd");
    while (dir && readdir(dir)) n++;
    if (dir) closedir(dir);
    return n;
}

static async void open_all(void)
{
    char *data = "one\ntwo\n";

    async_check(async_tcp_listen("127.0.0.1", 0, 64, &s.tcp));
    async_task(int) t = async_spawn(async_tcp_connect("127.0.0.1", async_listener_port(s.tcp), &s.near));
    async_check(await async_accept(s.tcp, &s.far));
    async_check(await async_join(t));
    async_check(async_pipe_listen(s.socket, 8, &s.pipe));
    async_check(async_udp_bind("127.0.0.1", 0, &s.a));
    async_check(async_udp_bind("127.0.0.1", 0, &s.b));
    if (pipe(s.ends) < 0) async_raise(ASYNC_EMFILE);
    async_check(await async_write_file(s.file, data, strlen(data)));
}

static async void close_all(void)
{
    char moved[100];

    snprintf(moved, sizeof moved, "%s.new", s.file);
    unlink(moved);
    async_close(s.tcp);
    async_close(s.pipe);
    async_close(s.near);
    async_close(s.far);
    async_udp_close(s.a);
    async_udp_close(s.b);
    close(s.ends[0]);
    close(s.ends[1]);
    await async_sleep(1);
    await async_sleep(1);
}

/* Cancelled `turns` turns and `ms` after the event; -1: before. Whether it had passed. */
static async bool moment(int kind, int turns, int ms)
{
    s.passed = false;
    await open_all();
    async_task(void) t = async_spawn(victim(kind, turns < 0));
    await async_sleep(0);
    async_task(void) e = turns == 0 ? NULL : async_spawn(event(kind));
    for (int i = 0; i < turns; i++) await async_sleep(0);
    if (ms) await async_sleep((uint64_t)ms);
    if (turns >= 0) async_cancel(t);
    int status = await async_try(async_join(t));
    if (status != ASYNC_ECANCELED && !(status == 0 && s.passed))
        printf("%s: %s after %d turns, %d ms\n", names[kind], async_status_name(status), turns, ms);
    if (e) {
        async_cancel(e);
        (void)await async_try(async_join(e));
    }
    await close_all();
    return s.passed;
}

static async void moments(int kind)
{
    int before = descriptors(), passed = 0;

    for (int turns = -1; turns < 8; turns++) passed += await moment(kind, turns, 0);
    for (int ms = 1; ms < 12; ms += 3) passed += await moment(kind, 1, ms);
    for (int ms = 60; ms == 60 || (!passed && ms < 8000); ms *= 2) /* a busy machine takes longer */
        passed += await moment(kind, 1, ms);
    int after = descriptors();
    if (after != before) printf("%s: %d descriptors more\n", names[kind], after - before);
    if (!passed) printf("%s never passed\n", names[kind]);
}

async int main(void)
{
    snprintf(s.folder, sizeof s.folder, "points-XXXXXX");
    if (!mkdtemp(s.folder)) return 1;
    snprintf(s.file, sizeof s.file, "%s/file", s.folder);
    snprintf(s.link, sizeof s.link, "%s/link", s.folder);
    snprintf(s.socket, sizeof s.socket, "%s/socket", s.folder);
    if (symlink("file", s.link) < 0) return 1;
    signal(SIGUSR2, SIG_IGN);
    (void)await moment(getaddrinfo_kind, 1, 1);     /* what libuv opens once for the pool of threads, */
    (void)await moment(events_kind, 1, 1);          /* and for all that watches files */

    for (int kind = 0; kind < KINDS; kind++) await moments(kind);
    await async_fs_unlink(s.file);
    await async_fs_unlink(s.link);
    int left = await async_fs_rmdir(s.folder);
    printf("%d operations, folder %s\n", KINDS, left ? async_status_name(left) : "empty");
    // expect: 42 operations, folder empty
    return 0;
}
