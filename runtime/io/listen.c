#define _DEFAULT_SOURCE /* SO_REUSEPORT */
/*
 * listen.c - listeners, and taking one connection.
 *
 * A connection that nobody waits for stays with libuv, one at most; those behind it wait in the
 * system.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "alloc.h"
#include "io/io.h"

/* ------------------------------------------------------------------ a connection comes */

int io_listener_take(async_listener_t *listener, async_stream_t **out)
{
    async_stream_t *stream = io_stream_new(listener->loop, listener->handle.any.type);
    int rc;

    if (!stream) return UV_ENOMEM; /* the connection stays pending */
    listener->pending = false;
    rc = uv_accept(&listener->handle.stream, &stream->handle.stream);
    if (rc < 0) {
        async_stream_close(stream);
        return rc;
    }
    if (listener->handle.any.type == UV_TCP) uv_tcp_nodelay(&stream->handle.tcp, 1);
    *out = stream;
    return 0;
}

static void finish_accept(async_listener_t *listener, int result)
{
    struct async_accept__frame *self = listener->accept;

    listener->accept = NULL;
    self->result = result;
    async__complete(self, 0);
}

static void on_connection(uv_stream_t *handle, int status)
{
    async_listener_t *listener = handle->data;

    if (status == 0) listener->pending = true;
    if (listener->accept) {
        if (status == 0) status = io_listener_take(listener, listener->accept->out);
        finish_accept(listener, status);
    } else if (listener->serve) {
        io_serve_connection(listener->serve, status);
    }
}

/* ------------------------------------------------------------------ opening and closing */

static void close_resource(async_resource_t *resource)
{
    async_listener_close(container_of(resource, async_listener_t, resource));
}

/* Takes the handle, just initialised, into the house; NULL when it could not be initialised. */
static async_listener_t *listener_ready(async_listener_t *listener, int rc)
{
    if (rc < 0) {
        free(listener);
        return NULL;
    }
    listener->handle.any.data = listener;
    list_append(&listener->loop->resources, &listener->resource.link);
    listener->resource.close = close_resource;
    uv_unref(&listener->handle.any);
    return listener;
}

/* The last step of opening: *out, or nothing is left of it. */
static int listener_open(async_listener_t *listener, int rc, int backlog, async_listener_t **out)
{
    if (rc == 0) rc = uv_listen(&listener->handle.stream, backlog, on_connection);
    if (rc == 0) *out = listener;
    else async_listener_close(listener);
    return rc;
}

void io_listener_release(async_listener_t *listener)
{
    if (listener->closed && listener->gone && !listener->serve && !listener->drain) free(listener);
}

static void on_closed(uv_handle_t *handle)
{
    async_listener_t *listener = handle->data;

    listener->gone = true;
    io_listener_release(listener);
}

void io_listener_shut(async_listener_t *listener)
{
    if (listener->closing) return;
    listener->closing = true;
    uv_close(&listener->handle.any, on_closed);
}

void async_listener_close(async_listener_t *listener)
{
    if (!listener || listener->closed) return;
    if (listener->accept) finish_accept(listener, UV_ECANCELED);
    if (listener->serve) io_serve_closed(listener->serve);
    listener->closed = true;
    list_remove(&listener->resource.link);
    if (listener->gone) io_listener_release(listener);
    else io_listener_shut(listener);
}

/* ------------------------------------------------------------------ TCP */

/* Looks a name up while the caller waits: a listener is opened once, at the start. */
static int look_up(async_loop_t *loop, const char *host, int port, struct sockaddr_storage *out)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE };
    char service[16];
    uv_getaddrinfo_t request;
    int rc;

    snprintf(service, sizeof service, "%d", port);
    rc = uv_getaddrinfo(async_loop_uv(loop), &request, NULL, host, service, &hints);
    if (rc < 0) return rc;
    memcpy(out, request.addrinfo->ai_addr, request.addrinfo->ai_addrlen);
    uv_freeaddrinfo(request.addrinfo);
    return 0;
}

/* The socket exists at once (uv_tcp_init_ex), so that its option is set before it is bound. */
static int share_port(const uv_tcp_t *handle)
{
    uv_os_fd_t fd;
    int on = 1, rc = uv_fileno((const uv_handle_t *)handle, &fd);

    if (rc == 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) < 0)
        rc = uv_translate_sys_error(errno);
    return rc;
}

static int listen_at(async_loop_t *loop, const struct sockaddr_storage *address, int backlog,
                     bool shared, async_listener_t **out)
{
    async_listener_t *listener = calloc(1, sizeof *listener);
    unsigned family = shared ? address->ss_family : AF_UNSPEC;
    int rc;

    if (!listener) return UV_ENOMEM;
    rc = uv_tcp_init_ex(async_loop_uv(loop), &listener->handle.tcp, family);
    listener->loop = loop;
    if (!listener_ready(listener, rc)) return rc;
    if (shared) rc = share_port(&listener->handle.tcp);
    if (rc == 0)
        rc = uv_tcp_bind(&listener->handle.tcp, (const struct sockaddr *)address, 0);
    return listener_open(listener, rc, backlog, out);
}

/* Every address of the machine: through one IPv6 socket, or IPv4 where there is no IPv6. */
static int listen_everywhere(async_loop_t *loop, int port, int backlog, bool shared,
                             async_listener_t **out)
{
    struct sockaddr_storage address;
    int rc;

    io_numeric_address("::", port, &address);
    rc = listen_at(loop, &address, backlog, shared, out);
    if (rc != UV_EAFNOSUPPORT && rc != UV_EADDRNOTAVAIL) return rc;
    io_numeric_address("0.0.0.0", port, &address);
    return listen_at(loop, &address, backlog, shared, out);
}

static int tcp_listen(const char *host, int port, int backlog, bool shared, async_listener_t **out)
{
    async_loop_t *loop = async__need_loop(async_context(), "async_tcp_listen");
    struct sockaddr_storage address;
    int rc;

    if (port < 0 || port > 65535) return UV_EINVAL;
    if (!host) return listen_everywhere(loop, port, backlog, shared, out);
    rc = io_numeric_address(host, port, &address);
    if (rc < 0) rc = look_up(loop, host, port, &address);
    return rc < 0 ? rc : listen_at(loop, &address, backlog, shared, out);
}

int async_tcp_listen(const char *host, int port, int backlog, async_listener_t **out)
{
    return tcp_listen(host, port, backlog, false, out);
}

int async_tcp_listen_shared(const char *host, int port, int backlog, async_listener_t **out)
{
    return tcp_listen(host, port, backlog, true, out);
}

int async_listener_port(const async_listener_t *listener)
{
    struct sockaddr_storage address;
    int size = sizeof address, rc;

    if (listener->handle.any.type != UV_TCP) return UV_EINVAL;
    rc = uv_tcp_getsockname(&listener->handle.tcp, (struct sockaddr *)&address, &size);
    if (rc < 0) return rc;
    return address.ss_family == AF_INET6 ? ntohs(((struct sockaddr_in6 *)&address)->sin6_port)
                                         : ntohs(((struct sockaddr_in *)&address)->sin_port);
}

/* ------------------------------------------------------------------ pipes */

int async_pipe_listen(const char *path, int backlog, async_listener_t **out)
{
    async_loop_t *loop = async__need_loop(async_context(), "async_pipe_listen");
    async_listener_t *listener;

    if (strlen(path) >= sizeof ((struct sockaddr_un *)0)->sun_path) return UV_ENAMETOOLONG;
    listener = calloc(1, sizeof *listener);
    if (!listener) return UV_ENOMEM;
    listener->loop = loop;
    listener_ready(listener, uv_pipe_init(async_loop_uv(loop), &listener->handle.pipe, 0));
    return listener_open(listener, uv_pipe_bind(&listener->handle.pipe, path), backlog, out);
}

/* ------------------------------------------------------------------ async_accept */

static async_step_t interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_accept__frame *self = (struct async_accept__frame *)frame;

    (void)cx;
    if (!async__completed(self)) {
        self->listener->accept = NULL;
    } else if (self->result == 0) {
        async_stream_close(*self->out);
        *self->out = NULL;
    }
    async__complete(self, UV_ECANCELED);
    return ASYNC_SUSPENDED;
}

async_step_t async_accept__start(struct async_accept__frame *self, async_context_t *cx,
                                 async_listener_t *listener, async_stream_t **out)
{
    if (listener->accept || listener->serve) {
        self->result = UV_EBUSY;
        return ASYNC_FINISHED;
    }
    if (listener->closing) {
        self->result = UV_ECANCELED;
        return ASYNC_FINISHED;
    }
    if (listener->pending) {
        self->result = io_listener_take(listener, out);
        return ASYNC_FINISHED;
    }
    self->listener = listener;
    self->out = out;
    listener->accept = self;
    return async__wait(self, cx, interrupt);
}

ASYNC__OPERATION(int, async_accept, 2, async_listener_t *, listener, async_stream_t **, out)
