/* Operations that give codes: one of them, out of memory, gives ASYNC_ENOMEM, and the rest goes on. */
#include <asyncc.h>
#include <asyncc/fs.h>
#include <asyncc/net.h>
#include <asyncc/process.h>
#include <asyncc/signal.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int good(const char *what, long rc)
{
    if (rc < 0) printf("%s: %s\n", what, async_status_name((int)rc));
    return rc >= 0;
}

static void tell(void *arg)
{
    (void)arg;
    raise(SIGUSR1);
}

static async void talk(void)
{
    async_listener_t *listener;
    async_stream_t *ours, *theirs;
    char line[16];

    if (!good("listen", async_tcp_listen("127.0.0.1", 0, 4, &listener))) return;
    defer async_listener_close(listener);
    if (!good("connect", await async_tcp_connect("127.0.0.1", async_listener_port(listener), &ours)))
        return;
    defer async_close(ours);
    int rc = await async_accept(listener, &theirs);
    if (!good("accept", rc)) rc = await async_accept(listener, &theirs);
    if (!good("accept again", rc)) return;
    defer async_close(theirs);
    good("write", await async_write(ours, "hello\nmore", 10));
    good("read_until", await async_read_until(theirs, line, sizeof line, '\n'));
    good("read", await async_read(theirs, line, sizeof line));
}

static async void send(void)
{
    async_udp_t *a, *b;
    char data[8];

    if (!good("bind", async_udp_bind("127.0.0.1", 0, &a))) return;
    defer async_udp_close(a);
    if (!good("bind", async_udp_bind("127.0.0.1", 0, &b))) return;
    defer async_udp_close(b);
    if (good("send", await async_udp_send(a, "x", 1, "127.0.0.1", async_udp_port(b))))
        good("recv", await async_udp_recv(b, data, sizeof data, NULL));
}

static async void files(void)
{
    char *path = NULL, *data = NULL;
    async_dirent_t *entries = NULL;
    size_t length;

    if (good("realpath", await async_fs_realpath(".", &path))) free(path);
    if (good("scandir", await async_fs_scandir("/", &entries))) free(entries);
    if (good("read_file", await async_read_file("/proc/self/status", &data, &length))) free(data);
}

static async void others(void)
{
    char *argv[] = { "echo", "x", NULL }, *out = NULL;
    async_process_t *process;
    async_process_options_t options = { .args = argv, .stdio = { [1] = { .kind = ASYNC_STDIO_PIPE } } };
    struct addrinfo *names = NULL;
    size_t length;
    int status, ends[2];

    if (good("run_command", await async_run_command(argv, &out, &length))) free(out);
    if (good("spawn", async_process_spawn(&options, &process))) {
        good("wait", await async_process_wait(process, &status));
        if (async_process_stream(process, 1)) async_close(async_process_stream(process, 1));
        async_process_close(process);
    }
    if (good("getaddrinfo", await async_getaddrinfo("127.0.0.1", "80", NULL, &names)))
        async_freeaddrinfo(names);
    if (pipe(ends) == 0) {
        good("poll", await async_poll(ends[1], ASYNC_WRITABLE));
        close(ends[0]);
        close(ends[1]);
    }
    signal(SIGUSR1, SIG_IGN);
    async_call_later(async_loop_current(), 1, tell, NULL);
    await async_wait_for(1000, status = async_signal(SIGUSR1));
    good("signal", status);
}

async int main(void)
{
    await talk();
    await send();
    await files();
    await async_try(others());
    printf("done\n");
    return 0;
}
