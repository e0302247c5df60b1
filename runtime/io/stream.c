/*
 * stream.c - a stream's life: made over a handle, watched for time-outs, closed.
 *
 * A close ends what waits at once, by value. The memory stays until uv_close's callback, so libuv's
 * callbacks may go on using the stream after they have let an operation close it.
 */
#include <signal.h>
#include <stdlib.h>

#include "alloc.h"
#include "io/io.h"

/* ------------------------------------------------------------------ making */

/* The thread's open streams, and the number of those that were ever made. */
static _Thread_local list_t streams;
static _Thread_local uint64_t made;

/* NULL: out of memory. */
static async_stream_t *stream_over(async_loop_t *loop)
{
    async_stream_t *stream = calloc(1, sizeof *stream);

    if (!stream) return NULL;
    stream->loop = loop;
    stream->serial = ++made;
    list_init(&stream->link);
    return stream;
}

static void close_resource(async_resource_t *resource)
{
    async_stream_close(container_of(resource, async_stream_t, resource));
}

bool io_stream_is_open(const async_stream_t *stream, uint64_t serial)
{
    for (const list_t *link = streams.next; link && link != &streams; link = link->next) {
        const async_stream_t *other = container_of(link, async_stream_t, link);
        if (other == stream) return other->serial == serial;
    }
    return false;
}

/* A peer that is gone is an error value, not the end of the process. A program's handler stays. */
static void ignore_sigpipe(void)
{
    struct sigaction action;

    if (sigaction(SIGPIPE, NULL, &action) < 0 || action.sa_handler != SIG_DFL) return;
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
}

/* The handle was initialised: it exists for libuv, and does not keep the loop alive. */
static void adopt_handle(async_stream_t *stream)
{
    static uv_once_t once = UV_ONCE_INIT;

    uv_once(&once, ignore_sigpipe);
    if (!streams.next) list_init(&streams);
    list_append(&streams, &stream->link);
    list_append(&stream->loop->resources, &stream->resource.link);
    stream->resource.close = close_resource;
    stream->handle.any.data = stream;
    uv_unref(&stream->handle.any);
}

async_stream_t *io_stream_new(async_loop_t *loop, uv_handle_type type)
{
    async_stream_t *stream = stream_over(loop);
    struct uv_loop_s *uv = async_loop_uv(loop);

    if (!stream) return NULL;
    if (type == UV_TCP) {
        uv_tcp_init(uv, &stream->handle.tcp);
    } else {
        uv_pipe_init(uv, &stream->handle.pipe, 0);
    }
    adopt_handle(stream);
    return stream;
}

static int open_descriptor(async_stream_t *stream, uv_handle_type type, int fd)
{
    return type == UV_TCP ? uv_tcp_open(&stream->handle.tcp, fd)
                          : uv_pipe_open(&stream->handle.pipe, fd);
}

int async_stream_from_fd(int fd, async_stream_t **out)
{
    async_loop_t *loop = async__need_loop(async_context(), "async_stream_from_fd");
    uv_handle_type type = uv_guess_handle(fd);
    async_stream_t *stream;
    int rc;

    if (type == UV_TTY) return async_tty_open(fd, out);
    if (type != UV_TCP && type != UV_NAMED_PIPE) return UV_EINVAL;
    stream = io_stream_new(loop, type);
    if (!stream) return UV_ENOMEM;
    rc = open_descriptor(stream, type, fd);
    if (rc < 0) {
        async_stream_close(stream);
        return rc;
    }
    *out = stream;
    return 0;
}

int async_tty_open(int fd, async_stream_t **out)
{
    async_loop_t *loop = async__need_loop(async_context(), "async_tty_open");
    async_stream_t *stream = stream_over(loop);
    int rc;

    if (!stream) return UV_ENOMEM;
    rc = uv_tty_init(async_loop_uv(loop), &stream->handle.tty, fd, 0);
    if (rc < 0) {
        free(stream);
        return rc;
    }
    adopt_handle(stream);
    *out = stream;
    return 0;
}

struct uv_stream_s *async_stream_uv(async_stream_t *stream)
{
    return &stream->handle.stream;
}

/* ------------------------------------------------------------------ time-outs
 *
 * One timer for a stream, which is not moved for each operation: when it fires too early, it is
 * set again for what waits then.
 */

static void on_timer(void *arg);

static void set_timer(async_stream_t *stream, uint64_t deadline, uint64_t now)
{
    if (stream->timer && stream->timer_due <= deadline) return;
    if (stream->timer) async_call_cancel(stream->timer);
    stream->timer_due = deadline;
    stream->timer = async_call_later(stream->loop, deadline > now ? deadline - now : 0, on_timer,
                                     stream);
}

static void on_timer(void *arg)
{
    async_stream_t *stream = arg;
    uint64_t now = async__loop_now(stream->loop);

    stream->timer = NULL;
    if (io_reader(stream) && stream->read_deadline) {
        if (stream->read_deadline <= now) io_read_fail(stream, UV_ETIMEDOUT);
        else set_timer(stream, stream->read_deadline, now);
    }
    if (stream->writer && stream->write_deadline) {
        if (stream->write_deadline <= now) io_write_fail(stream, UV_ETIMEDOUT);
        else set_timer(stream, stream->write_deadline, now);
    }
}

uint64_t io_stream_deadline(async_stream_t *stream)
{
    uint64_t now, deadline;

    if (stream->timeout == 0) return 0;
    now = async__loop_now(stream->loop);
    deadline = now + stream->timeout;
    set_timer(stream, deadline, now);
    return deadline;
}

void async_stream_timeout(async_stream_t *stream, uint64_t ms)
{
    stream->timeout = ms;
    io_read_unsettle(stream);
}

/* ------------------------------------------------------------------ closing */

static void on_closed(uv_handle_t *handle)
{
    async_stream_t *stream = handle->data;

    io_spill_free(&stream->spill);
    free(stream->unsent);
    free(stream);
}

void async_stream_close(async_stream_t *stream)
{
    if (!stream || stream->closing) return;
    stream->closing = true;
    list_remove(&stream->link);
    list_remove(&stream->resource.link);
    io_read_fail(stream, UV_ECANCELED);
    io_write_fail(stream, UV_ECANCELED);
    if (stream->timer) async_call_cancel(stream->timer);
    uv_close(&stream->handle.any, on_closed);
}
