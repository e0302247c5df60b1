/* The echo server on libuv by someone who counts calls: one buffer, uv_try_write first. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

typedef struct pending {
    uv_write_t request;
    char data[];
} pending_t;

static char room[65536];

static void on_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    (void)handle;
    (void)suggested;
    *buf = uv_buf_init(room, sizeof room);
}

static void on_written(uv_write_t *request, int status)
{
    free(request);
    if (status < 0) exit(1);
}

/* What the system does not take at once. */
static void write_later(uv_stream_t *handle, const char *data, size_t len)
{
    pending_t *pending = malloc(sizeof *pending + len);
    uv_buf_t buf = uv_buf_init(pending->data, (unsigned)len);

    memcpy(pending->data, data, len);
    uv_write(&pending->request, handle, &buf, 1, on_written);
}

static void on_closed(uv_handle_t *handle) { free(handle); }

static void on_data(uv_stream_t *handle, ssize_t n, const uv_buf_t *buf)
{
    uv_buf_t out = uv_buf_init(buf->base, (unsigned)(n > 0 ? n : 0));
    int written;

    if (n == 0) return;
    if (n < 0) {
        uv_close((uv_handle_t *)handle, on_closed);
        return;
    }
    written = uv_try_write(handle, &out, 1);
    if (written < 0 && written != UV_EAGAIN) exit(1);
    if (written < 0) written = 0;
    if (written < n) write_later(handle, buf->base + written, (size_t)(n - written));
}

static void on_connection(uv_stream_t *server, int status)
{
    uv_tcp_t *stream = malloc(sizeof *stream);

    if (status < 0) exit(1);
    uv_tcp_init(server->loop, stream);
    if (uv_accept(server, (uv_stream_t *)stream) < 0) exit(1);
    uv_tcp_nodelay(stream, 1);
    uv_read_start((uv_stream_t *)stream, on_room, on_data);
}

int main(void)
{
    uv_loop_t *loop = uv_default_loop();
    struct sockaddr_in address;
    uv_tcp_t listener;
    int size = sizeof address;

    uv_ip4_addr("127.0.0.1", 0, &address);
    uv_tcp_init(loop, &listener);
    uv_tcp_bind(&listener, (struct sockaddr *)&address, 0);
    if (uv_listen((uv_stream_t *)&listener, 1024, on_connection) < 0) return 1;
    uv_tcp_getsockname(&listener, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return uv_run(loop, UV_RUN_DEFAULT);
}
