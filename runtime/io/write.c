/*
 * write.c - writing: what the system takes at once is written at once, the rest by libuv.
 *
 * libuv is given at most four pieces at a time, which is what it keeps without allocating. The
 * write request lies in the stream, the pieces it points to are the caller's; a write that is
 * given up leaves libuv with a copy of what it still holds.
 */
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "io/io.h"

enum {
    BATCH = 16,       /* pieces per system call */
    QUEUED_PIECES = 4 /* pieces that uv_write keeps inside its request */
};

/* More than fits the int that uv_try_write gives is written in parts. */
static const size_t PART = (size_t)1 << 30;

/* What send_now says besides 0 (all is written) and a negative code. */
enum { SEND_WAITS = 1 };

_Static_assert(offsetof(struct async_write__frame, writing) ==
                       offsetof(struct async_writev__frame, writing) &&
                   offsetof(struct async_write__frame, writing) ==
                       offsetof(struct async_shutdown__frame, writing),
               "frame_of finds the frame of each");

_Static_assert(sizeof(uv_buf_t) == sizeof(async_buf_t) &&
                   offsetof(uv_buf_t, base) == offsetof(async_buf_t, base) &&
                   offsetof(uv_buf_t, len) == offsetof(async_buf_t, len),
               "piece_of gives libuv a piece of ours");

static async_frame_t *frame_of(struct async__writing *self)
{
    return (async_frame_t *)(void *)((char *)self - offsetof(struct async_write__frame, writing));
}

static struct async__writing *writing_of(async_frame_t *frame)
{
    return (struct async__writing *)(void *)((char *)frame +
                                             offsetof(struct async_write__frame, writing));
}

static int *result_of(async_frame_t *frame)
{
    return (int *)async_value(frame);
}

/* ------------------------------------------------------------------ pieces */

/* The next pieces, at most `room` of them and PART bytes; their number. */
static unsigned gather(const struct async__writing *self, uv_buf_t *pieces, unsigned room,
                       size_t *total)
{
    unsigned n = 0;
    size_t offset = self->offset;

    *total = 0;
    for (size_t i = 0; i < self->count && n < room && *total < PART; i++, offset = 0) {
        size_t len = self->bufs[i].len - offset;
        if (len > PART - *total) len = PART - *total;
        if (len == 0) continue;
        pieces[n].base = (char *)self->bufs[i].base + offset;
        pieces[n++].len = len;
        *total += len;
    }
    return n;
}

/* Drops the first `len` bytes of what is left. */
static void advance(struct async__writing *self, size_t len)
{
    while (self->count > 0 && len >= self->bufs->len - self->offset) {
        len -= self->bufs->len - self->offset;
        self->bufs++;
        self->count--;
        self->offset = 0;
    }
    self->offset += len;
}

/* ------------------------------------------------------------------ sending */

static void on_written(uv_write_t *request, int status);

static int send_later(struct async__writing *self)
{
    async_stream_t *stream = self->stream;
    uv_buf_t pieces[QUEUED_PIECES];
    unsigned n = gather(self, pieces, QUEUED_PIECES, &self->queued);
    int rc = uv_write(&stream->request.write, &stream->handle.stream, pieces, n, on_written);

    return rc < 0 ? rc : SEND_WAITS;
}

/* Writes until all is written, or the system takes no more and libuv waits for it. */
static int send_now(struct async__writing *self)
{
    for (;;) {
        uv_buf_t pieces[BATCH];
        size_t total;
        unsigned n = gather(self, pieces, BATCH, &total);
        int written;

        if (n == 0) return 0;
        written = uv_try_write(&self->stream->handle.stream, pieces, n);
        if (written < 0 && written != UV_EAGAIN) return written;
        if (written > 0) advance(self, (size_t)written);
        if (written < 0 || (size_t)written < total) return send_later(self);
    }
}

static void finish(struct async__writing *self, int result, int status)
{
    async_frame_t *frame = frame_of(self);

    self->stream->writer = NULL;
    self->stream->refuses = result < 0;
    *result_of(frame) = result;
    io_complete(frame, status);
}

static void on_written(uv_write_t *request, int status)
{
    async_stream_t *stream = request->handle->data;
    struct async__writing *self = stream->writer;

    free(stream->unsent);
    stream->unsent = NULL;
    if (!self) return;
    if (status == 0) {
        advance(self, self->queued);
        status = send_now(self);
    }
    if (status != SEND_WAITS) finish(self, status, 0);
}

static void on_shutdown(uv_shutdown_t *request, int status)
{
    async_stream_t *stream = request->handle->data;
    if (stream->writer) finish(stream->writer, status, 0);
}

/* ------------------------------------------------------------------ giving up */

/*
 * Lets the request of a write point to a copy of the bytes that it has not sent. What it points to
 * lies in the open part of uv_write_t, which is the same in all of libuv 1.x.
 */
static void keep_unsent(async_stream_t *stream)
{
    uv_write_t *request = &stream->request.write;
    size_t total = 0;
    char *copy;

    if (!request->bufs) return;
    for (unsigned i = request->write_index; i < request->nbufs; i++)
        total += request->bufs[i].len;
    copy = stream->unsent = async__zalloc(total ? total : 1);
    for (unsigned i = request->write_index; i < request->nbufs; i++) {
        uv_buf_t *piece = &request->bufs[i];
        if (piece->len) memcpy(copy, piece->base, piece->len);
        piece->base = copy;
        copy += piece->len;
    }
}

void io_write_fail(async_stream_t *stream, int code)
{
    struct async__writing *self = stream->writer;

    if (!self) return;
    if (self->queued && !stream->closing) keep_unsent(stream);
    finish(self, code, 0);
}

static async_step_t interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async__writing *self = writing_of(frame);

    (void)cx;
    if (frame->state == ASYNC__COMPLETED) {
        io_complete(frame, UV_ECANCELED);
        return ASYNC_SUSPENDED;
    }
    if (self->queued) keep_unsent(self->stream);
    finish(self, UV_ECANCELED, UV_ECANCELED);
    return ASYNC_SUSPENDED;
}

/* ------------------------------------------------------------------ operations */

/* Why a writer may not start now, or 0. */
static int refused(const async_stream_t *stream)
{
    if (stream->writer) return UV_EBUSY;
    return stream->refuses ? UV_EPIPE : 0;
}

static async_step_t finish_now(async_frame_t *frame, int result)
{
    *result_of(frame) = result;
    return ASYNC_FINISHED;
}

static async_step_t wait_for_libuv(async_frame_t *frame, async_stream_t *stream,
                                   async_context_t *cx)
{
    stream->writer = writing_of(frame);
    stream->refuses = true;
    stream->write_deadline = io_stream_deadline(stream);
    return async__operation_wait(frame, io_branch_of(frame), cx, interrupt);
}

/* Goes on after the first sending, which said `rc`. */
static async_step_t sent(async_frame_t *frame, async_stream_t *stream, async_context_t *cx, int rc)
{
    if (rc == SEND_WAITS) return wait_for_libuv(frame, stream, cx);
    if (rc < 0) stream->refuses = true;
    return finish_now(frame, rc);
}

/* The single piece of an async_write, as libuv has it. */
static uv_buf_t *piece_of(struct async_write__frame *self)
{
    return (uv_buf_t *)(void *)&self->buf;
}

/* Goes on where the system has taken `written` bytes of the piece, but not all; or a code. */
static __attribute__((noinline)) async_step_t write_rest(struct async_write__frame *self,
                                                         int written)
{
    async_context_t *cx = async_context();
    async_stream_t *stream = self->writing.stream;
    uv_buf_t piece = *piece_of(self);
    int rc;

    if (written < 0 && written != UV_EAGAIN) return sent(&self->base, stream, cx, written);
    self->buf = (async_buf_t){piece.base, piece.len};
    self->writing = (struct async__writing){.stream = stream,
                                            .bufs = &self->buf,
                                            .count = 1,
                                            .offset = written > 0 ? (size_t)written : 0};
    rc = piece.len > PART ? send_now(&self->writing) : send_later(&self->writing);
    return sent(&self->base, stream, cx, rc);
}

/* All that can be said without asking the system. */
static __attribute__((noinline)) async_step_t write_unusual(struct async_write__frame *self)
{
    int rc = refused(self->writing.stream);

    if (rc < 0 || piece_of(self)->len == 0) return finish_now(&self->base, rc);
    return write_rest(self, 0);
}

/* What the system is asked with lies in the frame, which costs fewer registers than the C stack. */
async_step_t async_write__start(struct async_write__frame *self, async_context_t *cx,
                                async_stream_t *stream, const void *buf, size_t len)
{
    uv_buf_t *piece = piece_of(self);
    int written;

    (void)cx;
    self->writing.stream = stream;
    piece->base = (char *)(uintptr_t)buf;
    piece->len = len;
    if (ASYNC_UNLIKELY(stream->refuses || len - 1 >= PART)) return write_unusual(self);
    written = uv_try_write2(&stream->handle.stream, piece, 1, NULL);
    if (ASYNC_UNLIKELY((unsigned)written != piece->len)) /* a code never is */
        return write_rest(self, written);
    self->result = 0;
    return ASYNC_FINISHED;
}

async_step_t async_writev__start(struct async_writev__frame *self, async_context_t *cx,
                                 async_stream_t *stream, const async_buf_t *bufs, size_t count)
{
    int rc = refused(stream);

    if (rc < 0) return finish_now(&self->base, rc);
    self->writing = (struct async__writing){.stream = stream, .bufs = bufs, .count = count};
    return sent(&self->base, stream, cx, send_now(&self->writing));
}

async_step_t async_shutdown__start(struct async_shutdown__frame *self, async_context_t *cx,
                                   async_stream_t *stream)
{
    int rc = refused(stream);

    if (rc == 0) rc = uv_shutdown(&stream->shutdown, &stream->handle.stream, on_shutdown);
    if (rc < 0) return finish_now(&self->base, rc);
    self->writing = (struct async__writing){.stream = stream};
    return wait_for_libuv(&self->base, stream, cx);
}

ASYNC__OPERATION(int, async_write, 3, async_stream_t *, stream, const void *, buf, size_t, len)
ASYNC__OPERATION(int, async_writev, 3, async_stream_t *, stream, const async_buf_t *, bufs, size_t,
                 count)
ASYNC__OPERATION(int, async_shutdown, 1, async_stream_t *, stream)
