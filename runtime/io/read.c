/*
 * read.c - reading: from the system into the buffer of the operation that waits.
 *
 * Once the first read has waited, libuv goes on reading: a consumer that keeps up costs no system
 * call but the reads themselves. One that does not is seen in alloc_cb: bytes have come, and
 * nobody waits for them. The first time nothing is done, since the consumer may be about to run;
 * the second time they are read into the spill; the third time reading stops.
 */
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "io/io.h"

/* What `take` says while the reader has to go on waiting. */
static const ssize_t WAITS = INT_MIN;

_Static_assert(offsetof(struct async_read__frame, reading) ==
                       offsetof(struct async_read_exactly__frame, reading) &&
                   offsetof(struct async_read__frame, reading) ==
                       offsetof(struct async_read_until__frame, reading),
               "frame_of finds the frame of each");

_Static_assert(offsetof(async_stream_t, plain) == 0, "async_read__start finds it there");

static async_frame_t *frame_of(struct async__reading *self)
{
    return (async_frame_t *)(void *)((char *)self - offsetof(struct async_read__frame, reading));
}

static struct async__reading *reading_of(async_frame_t *frame)
{
    return (struct async__reading *)(void *)((char *)frame +
                                             offsetof(struct async_read__frame, reading));
}

static ssize_t *result_of(async_frame_t *frame)
{
    return (ssize_t *)async_value(frame);
}

void io_read_unsettle(async_stream_t *stream)
{
    if (io_is_somebody(stream->plain)) stream->reader = stream->plain;
    stream->plain = NULL;
}

/* ------------------------------------------------------------------ the spill */

static size_t unread(const io_spill_t *spill)
{
    return spill->end - spill->start;
}

void io_spill_free(io_spill_t *spill)
{
    free(spill->block);
    *spill = (io_spill_t){ 0 };
}

static void spill_skip(io_spill_t *spill, size_t len)
{
    spill->start += len;
    if (spill->start == spill->end) io_spill_free(spill);
}

/* Puts bytes back in front of those that are unread. */
static void put_back(async_stream_t *stream, const char *bytes, size_t len)
{
    io_spill_t *spill = &stream->spill;

    if (len == 0) return;
    io_read_unsettle(stream);
    if (len > spill->start) {
        size_t rest = unread(spill);
        char *block = async__zalloc(len + rest);
        if (rest) memcpy(block + len, spill->block + spill->start, rest);
        free(spill->block);
        *spill = (io_spill_t){ block, len, len + rest, len + rest };
    }
    spill->start -= len;
    memcpy(spill->block + spill->start, bytes, len);
}

/* ------------------------------------------------------------------ what a reader gets */

/* Where its buffer begins. */
static char *start_of(const struct async__reading *self)
{
    return self->kind == ASYNC__READ_SOME ? self->next : self->next - self->done;
}

/* The bytes that had arrived for a read that failed are the next one's. */
static ssize_t fail(struct async__reading *self, int code)
{
    if (self->kind == ASYNC__READ_SOME) return code;
    put_back(self->stream, start_of(self), self->done);
    self->next -= self->done;
    self->room += self->done;
    self->done = 0;
    return code;
}

/*
 * `len` more bytes have been put where the next ones go: the reader's result, or WAITS. Those
 * behind a delimiter go back.
 */
static ssize_t got(struct async__reading *self, size_t len)
{
    char *bytes = self->next;
    const char *found;

    if (self->kind == ASYNC__READ_SOME) return (ssize_t)len;
    self->next += len;
    self->room -= len;
    self->done += len;
    if (self->kind == ASYNC__READ_EXACTLY) return self->room == 0 ? (ssize_t)self->done : WAITS;
    found = memchr(bytes, self->delimiter, len);
    if (found) {
        size_t behind = (size_t)(self->next - (found + 1));
        put_back(self->stream, found + 1, behind);
        return (ssize_t)(self->done - behind);
    }
    return self->room == 0 ? fail(self, UV_ENOBUFS) : WAITS;
}

/* Moves bytes of the spill to the reader: its result, or WAITS. */
static ssize_t take(struct async__reading *self)
{
    io_spill_t *spill = &self->stream->spill;
    const char *bytes = spill->block + spill->start;
    size_t len = unread(spill);

    if (len > self->room) len = self->room;
    if (len == 0) return WAITS;
    if (self->kind == ASYNC__READ_UNTIL) {
        const char *found = memchr(bytes, self->delimiter, len);
        if (found) len = (size_t)(found + 1 - bytes);
    }
    memcpy(self->next, bytes, len);
    spill_skip(spill, len);
    return got(self, len);
}

/* What a reader gets when nothing comes any more. */
static ssize_t at_end(struct async__reading *self)
{
    int code = self->stream->end;

    if (code == UV_EOF && self->kind == ASYNC__READ_SOME) return 0;
    if (code == UV_EOF && self->kind == ASYNC__READ_UNTIL) return (ssize_t)self->done;
    return fail(self, code);
}

static void finish(struct async__reading *self, ssize_t result, int status)
{
    async_frame_t *frame = frame_of(self);

    self->serial = self->stream->serial;
    if (self->stream->plain == self)
        self->stream->plain = ASYNC__NO_READER;
    else
        self->stream->reader = NULL;
    *result_of(frame) = result;
    io_complete(frame, status);
}

/* Serves the reader that waits, as far as the spill goes. */
static void serve_reader(async_stream_t *stream)
{
    struct async__reading *self = io_reader(stream);
    ssize_t result;

    if (!self) return;
    result = take(self);
    if (result != WAITS) finish(self, result, 0);
}

/* ------------------------------------------------------------------ libuv's side */

static void stop(async_stream_t *stream)
{
    uv_read_stop(&stream->handle.stream);
    stream->reading = false;
    io_read_unsettle(stream);
}

/* Nobody waits for what has come: whether it is to be read ahead. */
static bool read_ahead(async_stream_t *stream)
{
    bool again = stream->unclaimed;

    stream->unclaimed = true;
    io_read_unsettle(stream);
    return again && !unread(&stream->spill);
}

static __attribute__((noinline)) void alloc_slowly(async_stream_t *stream, uv_buf_t *buf)
{
    struct async__reading *self = io_reader(stream);

    *buf = uv_buf_init(NULL, 0);
    if (self && self->room >= ASYNC__READ_LEAST) {
        buf->base = self->next;
        buf->len = self->room < ASYNC__READ_MOST ? self->room : ASYNC__READ_MOST;
    } else if (self || read_ahead(stream)) {
        stream->spill.block = malloc(IO_BLOCK);
        *buf = uv_buf_init(stream->spill.block, stream->spill.block ? IO_BLOCK : 0);
    }
}

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    async_stream_t *stream = handle->data;
    struct async__reading *self = stream->plain;

    (void)suggested;
    if (ASYNC_UNLIKELY(!io_is_somebody(self))) {
        alloc_slowly(stream, buf);
        return;
    }
    buf->base = self->next;
    buf->len = self->room;
}

/* Bytes have come, into the spill or into the reader's buffer. */
static void arrived(async_stream_t *stream, size_t len, const char *where)
{
    struct async__reading *self = io_reader(stream);
    ssize_t result;

    if (where == stream->spill.block) {
        stream->spill.end = len;
        stream->spill.room = IO_BLOCK;
        serve_reader(stream);
        return;
    }
    result = got(self, len);
    if (result != WAITS) finish(self, result, 0);
}

static void ended(async_stream_t *stream, int code)
{
    stream->end = code;
    if (stream->reading) stop(stream);
    if (io_reader(stream)) finish(io_reader(stream), at_end(io_reader(stream)), 0);
}

/* There was no room: no reader, or no memory. Stopping belongs here, not into on_alloc. */
static void refused(async_stream_t *stream)
{
    if (unread(&stream->spill)) stop(stream);
    io_read_fail(stream, UV_ENOMEM);
}

static __attribute__((noinline)) void read_slowly(async_stream_t *stream, ssize_t len,
                                                  const uv_buf_t *buf)
{
    if (len > 0) {
        arrived(stream, (size_t)len, buf->base);
        return;
    }
    if (!unread(&stream->spill)) io_spill_free(&stream->spill);
    if (len == UV_ENOBUFS) refused(stream);
    else if (len < 0) ended(stream, (int)len);
}

static void on_read(uv_stream_t *handle, ssize_t len, const uv_buf_t *buf)
{
    async_stream_t *stream = handle->data;
    struct async__reading *self = stream->plain;
    async_context_t *cx;

    if (ASYNC_UNLIKELY(len <= 0 || !io_is_somebody(self))) {
        read_slowly(stream, len, buf);
        return;
    }
    stream->plain = ASYNC__NO_READER;
    *result_of(frame_of(self)) = len;
    cx = async__runs_now(io_branch(frame_of(self)), stream->loop);
    if (ASYNC_LIKELY(cx != NULL)) {
        async__run_now(frame_of(self), io_branch(frame_of(self)), cx);
        return;
    }
    self->serial = stream->serial;
    io_complete(frame_of(self), 0);
}

/* ------------------------------------------------------------------ giving up */

void io_read_fail(async_stream_t *stream, int code)
{
    if (io_reader(stream)) finish(io_reader(stream), fail(io_reader(stream), code), 0);
}

async_step_t async__read_interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async__reading *self = reading_of(frame);

    (void)cx;
    if (frame->state != ASYNC__COMPLETED) {
        finish(self, fail(self, UV_ECANCELED), UV_ECANCELED);
        return ASYNC_SUSPENDED;
    }
    if (*result_of(frame) > 0 && io_stream_is_open(self->stream, self->serial)) {
        put_back(self->stream, start_of(self), (size_t)*result_of(frame));
        serve_reader(self->stream);
    }
    io_complete(frame, UV_ECANCELED);
    return ASYNC_SUSPENDED;
}

/* ------------------------------------------------------------------ operations */

/* What a read that starts gets without waiting, or WAITS. */
static ssize_t begin(struct async__reading *self)
{
    async_stream_t *stream = self->stream;
    ssize_t result;
    int rc;

    if (io_reader(stream)) return UV_EBUSY;
    if (self->room == 0) return 0;
    result = take(self);
    if (result != WAITS) return result;
    if (stream->end) return at_end(self);
    if (stream->reading) return WAITS;
    rc = uv_read_start(&stream->handle.stream, on_alloc, on_read);
    if (rc < 0) return fail(self, rc);
    stream->reading = true;
    return WAITS;
}

/* Whether bytes for this reader go into its buffer straight away, and are all that it wants. */
static inline bool is_plain(const struct async__reading *self)
{
    return self->kind == ASYNC__READ_SOME && async__reads_directly(self->room);
}

static __attribute__((noinline)) async_step_t start(async_frame_t *frame, async_stream_t *stream,
                                                    async_context_t *cx)
{
    struct async__reading *self = reading_of(frame);
    ssize_t result = begin(self);

    if (result != WAITS) {
        *result_of(frame) = result;
        return ASYNC_FINISHED;
    }
    stream->read_deadline = stream->timeout ? io_stream_deadline(stream) : 0;
    stream->unclaimed = false;
    if (is_plain(self) && !stream->spill.block && !stream->timeout)
        stream->plain = self;
    else
        stream->reader = self, stream->plain = NULL;
    return async__operation_wait(frame, io_branch_of(frame), cx, async__read_interrupt);
}

/* Fields one by one: what a read that waits sets later is not cleared first. */
static inline void fill(struct async__reading *self, async_stream_t *stream, void *buf, size_t len,
                        int kind, char delimiter)
{
    self->stream = stream;
    self->next = buf;
    self->room = len;
    if (kind != ASYNC__READ_SOME) self->done = 0;
    self->kind = kind;
    if (kind == ASYNC__READ_UNTIL) self->delimiter = (unsigned char)delimiter;
}

async_step_t async__read_slowly(struct async_read__frame *self, async_context_t *cx,
                                async_stream_t *stream, void *buf, size_t len)
{
    fill(&self->reading, stream, buf, len, ASYNC__READ_SOME, 0);
    return start(&self->base, stream, cx);
}

async_step_t async_read_exactly__start(struct async_read_exactly__frame *self, async_context_t *cx,
                                       async_stream_t *stream, void *buf, size_t len)
{
    fill(&self->reading, stream, buf, len, ASYNC__READ_EXACTLY, 0);
    return start(&self->base, stream, cx);
}

async_step_t async_read_until__start(struct async_read_until__frame *self, async_context_t *cx,
                                     async_stream_t *stream, void *buf, size_t room,
                                     char delimiter)
{
    fill(&self->reading, stream, buf, room, ASYNC__READ_UNTIL, delimiter);
    return start(&self->base, stream, cx);
}

ASYNC__OPERATION(ssize_t, async_read, 3, async_stream_t *, stream, void *, buf, size_t, len)
ASYNC__OPERATION(ssize_t, async_read_exactly, 3, async_stream_t *, stream, void *, buf, size_t, len)
ASYNC__OPERATION(ssize_t, async_read_until, 4, async_stream_t *, stream, void *, buf, size_t, room,
                 char, delimiter)
