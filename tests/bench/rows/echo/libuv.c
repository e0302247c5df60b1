/* The echo server on libuv as its guide has it: uv_write, the buffer freed when it is written. */
#include <stdio.h>
#include <stdlib.h>
#include <uv.h>

typedef struct answer {
    uv_write_t request;
    uv_buf_t buf;
} answer_t;

static void on_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    (void)handle;
    *buf = uv_buf_init(malloc(suggested), (unsigned)suggested);
}

static void on_written(uv_write_t *request, int status)
{
    answer_t *answer = (answer_t *)request;

    if (status < 0) exit(1);
    free(answer->buf.base);
    free(answer);
}

static void on_closed(uv_handle_t *handle) { free(handle); }

static void on_data(uv_stream_t *handle, ssize_t n, const uv_buf_t *buf)
{
    answer_t *answer;

    if (n <= 0) {
        free(buf->base);
        if (n < 0) uv_close((uv_handle_t *)handle, on_closed);
        return;
    }
    answer = malloc(sizeof *answer);
    if (!answer) exit(1);
    answer->buf = uv_buf_init(buf->base, (unsigned)n);
    uv_write(&answer->request, handle, &answer->buf, 1, on_written);
}

static void on_connection(uv_stream_t *server, int status)
{
    uv_tcp_t *stream = malloc(sizeof *stream);

    if (status < 0 || !stream) exit(1);
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
