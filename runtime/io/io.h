/*
 * io.h - what the files of this folder share: streams and listeners as they are inside.
 *
 * A stream is a libuv handle, the requests that it needs in its life, and at most one reader and
 * one writer, which are operations' frames. All memory of libuv's lies here, none in a frame: so a
 * frame may vanish at any time, while the stream stays until uv_close's callback.
 *
 * Data flows straight from the system into the reader's buffer. A stream holds bytes itself (its
 * spill) in three cases only: the reader wanted fewer than had come in one piece, there was no
 * reader, or a read that failed put back what it had got.
 *
 *      spill:   block [....taken....|....unread....|.........]
 *                     0           start           end      room
 *
 * The handles do not keep the loop alive: the tasks that wait for them do.
 */
#ifndef ASYNCC_RUNTIME_IO_H
#define ASYNCC_RUNTIME_IO_H

#include <asyncc/net.h>
#include <uv.h>

#include "list.h"
#include "loop.h"
#include "operation.h"

/** Bytes that are read ahead at once when they cannot go into the reader's buffer. */
#define IO_BLOCK 65536

typedef union io_handle {
    uv_handle_t any;
    uv_stream_t stream;
    uv_tcp_t tcp;
    uv_pipe_t pipe;
    uv_tty_t tty;
} io_handle_t;

/* Bytes that came from the system and were not read yet. Empty: no block. */
typedef struct io_spill {
    char *block;
    size_t start, end, room;
} io_spill_t;

struct async_stream {
    /*
     * On a stream that reads, and has neither a block nor time-outs: a waiting async_read with a
     * buffer that bytes go into straight away, or ASYNC__NO_READER where there is none. Otherwise
     * NULL. It comes first: async_read__start, in net.h, is part of its callers.
     */
    struct async__reading *plain;
    io_handle_t handle; /* handle.any.data points to the stream */
    async_loop_t *loop;
    async_resource_t resource; /* of the loop */
    list_t link;     /* among the thread's streams */
    uint64_t serial; /* its number on the thread, never used twice */

    struct async__reading *reader; /* who waits for bytes, but for a plain reader */
    uint64_t read_deadline; /* when it waits too long; 0: never */
    io_spill_t spill;
    int end;        /* UV_EOF or an error: nothing comes any more */
    bool reading;   /* uv_read_start is in force */
    bool unclaimed; /* there were bytes before, and no reader since */

    struct async__writing *writer; /* who waits for libuv to write */
    bool refuses; /* no write may start: there is a writer; or one was given up, for good then */
    uint64_t write_deadline; /* when the writer waits too long; 0: never */
    char *unsent;            /* what libuv still holds of a write that was given up */
    union {
        uv_getaddrinfo_t name;
        uv_connect_t connect;
        uv_write_t write;
    } request;
    uv_shutdown_t shutdown;
    async_frame_t *connecting; /* the operation that waits for the connection */
    bool looking_up;           /* request.name is on the thread pool */

    uint64_t timeout; /* of each read and write, 0: none */
    async_timer_t *timer;
    uint64_t timer_due; /* when it fires */
    bool closing;
};

struct async_listener {
    io_handle_t handle;
    async_loop_t *loop;
    async_resource_t resource; /* of the loop */
    struct async_accept__frame *accept; /* who waits for a connection */
    struct async_serve__frame *serve;   /* or serves them */
    struct async_drain__frame *drain;   /* who waits for the end of serve */
    bool pending;  /* libuv holds a connection that nobody took */
    bool closed;   /* by the user; otherwise a drain has closed the handle alone */
    bool closing;  /* uv_close was called */
    bool gone;     /* and its callback has come */
};

/* ------------------------------------------------------------------ stream.c */

/**
 * A stream of `loop` over an unconnected handle of `type` (UV_TCP or UV_NAMED_PIPE). NULL: out of
 * memory.
 */
async_stream_t *io_stream_new(async_loop_t *loop, uv_handle_type type);

/** Whether `stream`, which may have been freed, is open and the one that had this serial number. */
bool io_stream_is_open(const async_stream_t *stream, uint64_t serial);

/** The time when an operation that starts to wait now is too late; 0: never. Sees to the timer. */
uint64_t io_stream_deadline(async_stream_t *stream);

/* ------------------------------------------------------------------ read.c, write.c */

/** Ends the waiting reader or writer with `code`, as values. */
void io_read_fail(async_stream_t *stream, int code);
void io_write_fail(async_stream_t *stream, int code);

/** Whether a plain reader waits. */
static inline bool io_is_somebody(const struct async__reading *plain)
{
    return (uintptr_t)plain > 1;
}

/** Who waits for bytes, or NULL. */
static inline struct async__reading *io_reader(const async_stream_t *stream)
{
    return io_is_somebody(stream->plain) ? stream->plain : stream->reader;
}

/** The next reader has more to see to than to wait. */
void io_read_unsettle(async_stream_t *stream);

/** Frees the spill. */
void io_spill_free(io_spill_t *spill);

/* ------------------------------------------------------------------ connect, listen, serve */

/** A numeric IPv4 or IPv6 address as a socket address; UV_EINVAL when `host` is none. */
int io_numeric_address(const char *host, int port, struct sockaddr_storage *out);

/** Takes the connection that libuv holds for the listener: 0 and *out, or a code. */
int io_listener_take(async_listener_t *listener, async_stream_t **out);

/** Closes the listener's handle, if that was not done yet. */
void io_listener_shut(async_listener_t *listener);

/** Frees a closed listener as soon as neither libuv nor an operation uses it any more. */
void io_listener_release(async_listener_t *listener);

/** A connection has come (status 0) or was lost, for the listener's server. */
void io_serve_connection(struct async_serve__frame *serve, int status);

/** The listener of a server was closed: cancels its handlers, ends it with ASYNC_ECANCELED. */
void io_serve_closed(struct async_serve__frame *serve);

/* ------------------------------------------------------------------ frames
 *
 * After the head, a frame of this folder holds its result (int or ssize_t), then its branch: on
 * every target both kinds of result leave the branch at the same place.
 */

_Static_assert(offsetof(struct async_accept__frame, branch) ==
                   offsetof(struct async_read__frame, branch),
               "the branch follows either kind of result");

static inline async_branch_t **io_branch_of(async_frame_t *frame)
{
    return (async_branch_t **)(void *)((char *)frame +
                                       offsetof(struct async_accept__frame, branch));
}

static inline async_branch_t *io_branch(async_frame_t *frame)
{
    return *io_branch_of(frame);
}

/** Ends an operation whose result is stored. */
static inline void io_complete(async_frame_t *frame, int status)
{
    async__operation_complete(frame, io_branch(frame), status);
}

#endif
