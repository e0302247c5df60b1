/*
 * connect.c - streams that are opened from here: a name is looked up, its addresses are tried.
 *
 * The operation holds one stream at a time; its `request` serves the look-up first, then the
 * connection. A failed attempt closes its stream, the next address gets a new one.
 */
#include <stdio.h>
#include <string.h>
#include <sys/un.h>

#include "io/io.h"

_Static_assert(offsetof(struct async_tcp_connect__frame, connecting) ==
                   offsetof(struct async_pipe_connect__frame, connecting),
               "connecting_of finds it in each");

static struct async__connecting *connecting_of(async_frame_t *frame)
{
    return (struct async__connecting *)(void *)((char *)frame +
                                                offsetof(struct async_tcp_connect__frame,
                                                         connecting));
}

static void set_result(async_frame_t *frame, int result)
{
    *(int *)async_value(frame) = result;
}

/* Nothing of the attempt stays; the stream goes unless it was handed out. */
static void let_go(struct async__connecting *self)
{
    if (self->addresses) uv_freeaddrinfo(self->addresses);
    self->addresses = self->next = NULL;
    if (self->stream) {
        self->stream->connecting = NULL;
        async_stream_close(self->stream);
    }
    self->stream = NULL;
}

/* Hands the connected stream out. */
static void hand_out(struct async__connecting *self)
{
    async_stream_t *stream = self->stream;

    if (stream->handle.any.type == UV_TCP) uv_tcp_nodelay(&stream->handle.tcp, 1);
    self->stream = NULL;
    stream->connecting = NULL;
    let_go(self);
    *self->out = stream;
}

/* ------------------------------------------------------------------ attempts */

static int try_next(async_frame_t *frame, int code);

static void on_connected(uv_connect_t *request, int status)
{
    async_stream_t *stream = request->handle->data;
    async_frame_t *frame = stream->connecting;
    struct async__connecting *self;

    if (!frame) return;
    self = connecting_of(frame);
    if (status < 0) {
        status = try_next(frame, status);
        if (status == 0) return;
        let_go(self);
    } else {
        hand_out(self);
    }
    set_result(frame, status);
    io_complete(frame, 0);
}

/* Sets out for `address`: 0 when the answer will come to on_connected. */
static int attempt(async_frame_t *frame, const struct sockaddr *address)
{
    async_stream_t *stream = connecting_of(frame)->stream;

    stream->connecting = frame;
    return uv_tcp_connect(&stream->request.connect, &stream->handle.tcp, address, on_connected);
}

/* After a failure with `code`: sets out for the next address. 0, or the last failure. */
static int try_next(async_frame_t *frame, int code)
{
    struct async__connecting *self = connecting_of(frame);

    while (code < 0 && self->next) {
        async_loop_t *loop = self->stream->loop;
        const struct sockaddr *address = self->next->ai_addr;

        self->next = self->next->ai_next;
        self->stream->connecting = NULL;
        async_stream_close(self->stream);
        self->stream = io_stream_new(loop, UV_TCP);
        if (!self->stream) return UV_ENOMEM;
        code = attempt(frame, address);
    }
    return code;
}

/* ------------------------------------------------------------------ names */

static void on_name(uv_getaddrinfo_t *request, int status, struct addrinfo *addresses)
{
    async_stream_t *stream = container_of(request, async_stream_t, request.name);
    async_frame_t *frame = stream->connecting;
    struct async__connecting *self = connecting_of(frame);

    self->addresses = self->next = addresses;
    if (status == 0 && !self->given_up) status = try_next(frame, UV_EAI_NODATA);
    if (status == 0 && !self->given_up) return;
    let_go(self);
    set_result(frame, status);
    io_complete(frame, self->given_up ? UV_ECANCELED : 0);
}

static int look_up(async_frame_t *frame, const char *host, int port)
{
    async_stream_t *stream = connecting_of(frame)->stream;
    struct addrinfo hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM };
    char service[16];

    snprintf(service, sizeof service, "%d", port);
    stream->connecting = frame;
    stream->looking_up = true;
    return uv_getaddrinfo(async_loop_uv(stream->loop), &stream->request.name, on_name, host,
                          service, &hints);
}

int io_numeric_address(const char *host, int port, struct sockaddr_storage *out)
{
    if (uv_ip4_addr(host, port, (struct sockaddr_in *)out) == 0) return 0;
    return uv_ip6_addr(host, port, (struct sockaddr_in6 *)out);
}

/* ------------------------------------------------------------------ giving up */

/* A look-up on the thread pool is waited for; a connection is dropped at once. */
static async_step_t interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async__connecting *self = connecting_of(frame);

    (void)cx;
    if (frame->state == ASYNC__COMPLETED) {
        if (*(int *)async_value(frame) == 0) {
            async_stream_close(*self->out);
            *self->out = NULL;
        }
    } else if (self->stream->looking_up) {
        self->given_up = true;
        uv_cancel((uv_req_t *)&self->stream->request.name);
        return ASYNC_SUSPENDED;
    } else {
        let_go(self);
    }
    io_complete(frame, UV_ECANCELED);
    return ASYNC_SUSPENDED;
}

/* ------------------------------------------------------------------ operations */

async_step_t async_tcp_connect__start(struct async_tcp_connect__frame *self, async_context_t *cx,
                                      const char *host, int port, async_stream_t **out)
{
    async_loop_t *loop = async__need_loop(cx, "async_tcp_connect");
    struct sockaddr_storage address;
    int rc;

    if (port < 0 || port > 65535) {
        self->result = UV_EINVAL;
        return ASYNC_FINISHED;
    }
    self->connecting = (struct async__connecting){ .out = out,
                                                   .stream = io_stream_new(loop, UV_TCP) };
    if (!self->connecting.stream) {
        self->result = UV_ENOMEM;
        return ASYNC_FINISHED;
    }
    if (host && io_numeric_address(host, port, &address) == 0) {
        rc = attempt(&self->base, (const struct sockaddr *)&address);
    } else {
        rc = look_up(&self->base, host, port);
    }
    if (rc == 0) return async__wait(self, cx, interrupt);
    let_go(&self->connecting);
    self->result = rc;
    return ASYNC_FINISHED;
}

async_step_t async_pipe_connect__start(struct async_pipe_connect__frame *self, async_context_t *cx,
                                       const char *path, async_stream_t **out)
{
    async_loop_t *loop = async__need_loop(cx, "async_pipe_connect");
    async_stream_t *stream;

    if (strlen(path) >= sizeof ((struct sockaddr_un *)0)->sun_path) {
        self->result = UV_ENAMETOOLONG;
        return ASYNC_FINISHED;
    }
    stream = io_stream_new(loop, UV_NAMED_PIPE);
    if (!stream) {
        self->result = UV_ENOMEM;
        return ASYNC_FINISHED;
    }
    self->connecting = (struct async__connecting){ .out = out, .stream = stream };
    stream->connecting = &self->base;
    uv_pipe_connect(&stream->request.connect, &stream->handle.pipe, path, on_connected);
    return async__wait(self, cx, interrupt);
}

ASYNC__OPERATION(int, async_tcp_connect, 3, const char *, host, int, port, async_stream_t **, out)
ASYNC__OPERATION(int, async_pipe_connect, 2, const char *, path, async_stream_t **, out)
