/*
 * Step 1: a session is a coroutine. The program keeps its loop and its listener; on_connection hands
 * the accepted descriptor to a task. The struct, the state in it and five callbacks are gone.
 */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

enum { LINE = 256, IDLE = 500 };

static uv_tcp_t listener;

static void reverse(char *text, size_t len)
{
    for (size_t i = 0; i < len / 2; i++) {
        char c = text[i];
        text[i] = text[len - 1 - i];
        text[len - 1 - i] = c;
    }
}

static async void serve(async_stream_t *stream)
{
    char line[LINE], answer[LINE + 16];
    ssize_t n;

    defer async_close(stream);
    async_stream_timeout(stream, IDLE);
    for (int answered = 1;; answered++) {
        n = await async_read_until(stream, line, sizeof line, '\n');
        if (n == ASYNC_ETIMEDOUT) await async_write(stream, "too slow\n", 9);
        if (n <= 0) return;
        line[n - 1] = '\0';
        if (strcmp(line, "stop") == 0 && !uv_is_closing((uv_handle_t *)&listener))
            uv_close((uv_handle_t *)&listener, NULL);
        if (strcmp(line, "stop") == 0 || strcmp(line, "quit") == 0) return;
        reverse(line, strlen(line));
        int len = snprintf(answer, sizeof answer, "%d %s\n", answered, line);
        if (await async_write(stream, answer, (size_t)len) < 0) return;
    }
}

static void on_closed(uv_handle_t *handle)
{
    free(handle);
}

/* libuv owns the handle that it accepts to; the stream gets a descriptor of its own. */
static void on_connection(uv_stream_t *server, int status)
{
    uv_tcp_t *tcp;
    uv_os_fd_t fd;
    async_stream_t *stream;

    if (status < 0) return;
    tcp = malloc(sizeof *tcp);
    uv_tcp_init(server->loop, tcp);
    if (uv_accept(server, (uv_stream_t *)tcp) == 0 && uv_fileno((uv_handle_t *)tcp, &fd) == 0 &&
        (fd = dup(fd)) >= 0) {
        if (async_stream_from_fd(fd, &stream) == 0) async_detach(serve(stream));
        else close(fd);
    }
    uv_close((uv_handle_t *)tcp, on_closed);
}

int main(void)
{
    uv_loop_t *uv = uv_default_loop();
    async_loop_t *loop = async_loop_wrap(uv);
    struct sockaddr_in address;
    int size = sizeof address;

    uv_ip4_addr("127.0.0.1", 0, &address);
    uv_tcp_init(uv, &listener);
    uv_tcp_bind(&listener, (const struct sockaddr *)&address, 0);
    if (uv_listen((uv_stream_t *)&listener, 16, on_connection) < 0) return 1;
    uv_tcp_getsockname(&listener, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    uv_run(uv, UV_RUN_DEFAULT);
    async_loop_close(loop);
    uv_run(uv, UV_RUN_DEFAULT);
    return uv_loop_close(uv) < 0;
}
