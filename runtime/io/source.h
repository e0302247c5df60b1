/*
 * source.h - async generators of what a libuv handle tells: signals, changes of files.
 *
 * A source is the handle and the events that it has told and nobody has seen. It has a block of its
 * own, which outlives its generator by the turn of the loop that closing takes. The generator opens
 * it in its first step, waits for the first event in it (an operation, in its own frame), and
 * closes it as it ends.
 *
 *      generator's frame                source
 *      | value, slot, sent ...   |      | handle | end | event -> event -> event |
 *      | events { leaf, source --+----> |                                        |
 *      |            ^------------+----- | waiting (NULL: nobody waits)           |
 */
#ifndef ASYNCC_RUNTIME_IO_SOURCE_H
#define ASYNCC_RUNTIME_IO_SOURCE_H

#include <uv.h>

#include "alloc.h"
#include "list.h"
#include "loop.h"
#include "operation.h"

/* What a source has told. The value that the generator yields follows, and what that points to. */
typedef struct io_event {
    struct io_event *next;
} io_event_t;

typedef struct io_source {
    union {
        uv_handle_t any; /* data is the source */
        uv_signal_t signal;
        uv_fs_event_t fs_event;
        uv_fs_poll_t fs_poll;
    } handle;
    struct io_events *waiting;
    io_event_t *first, **last;
    int end;                                   /* a code: no more events will come */
    void (*closing)(struct io_source *source); /* or NULL */
} io_source_t;

/* The part of a generator's frame that waits. */
typedef struct io_events {
    async_frame_t base;
    async_branch_t *branch;
    io_source_t *source;
    io_event_t *shown; /* whose value was yielded last */
} io_events_t;

/* One kind of generator. */
typedef struct io_events_kind {
    async_resume_fn *resume;
    /* Initialises and starts the source's handle for the generator `frame`: 0 or a code. */
    int (*open)(async_frame_t *frame, io_source_t *source, uv_loop_t *loop);
    size_t value_size;
} io_events_kind_t;

enum { IO_EVENTS_WAITS = 1, IO_EVENTS_YIELDED };

/** The points of such a generator's descriptor. */
#define IO_EVENTS_POINTS(FRAME, WHAT)                                                   \
    {                                                                                   \
        {WHAT, 0, 0, ASYNC_POINT_EMBEDDED, offsetof(FRAME, events), &io_events__async}, \
        {                                                                               \
            "yield", 0, 0, ASYNC_POINT_YIELD, 0, NULL                                   \
        }                                                                               \
    }
extern const async_coroutine_t io_events__async;

/**
 * A step of the generator `frame`, which yields to `slot`. *code is why it has ended, where it
 * FINISHED.
 */
async_step_t io_events_resume(async_frame_t *frame, async_context_t *cx, io_events_t *events,
                              const io_events_kind_t *kind, void *slot, int *code);

/** An event whose value has `size` bytes, with `more` bytes behind them; to be filled in and told.
 */
void *io_event_new(size_t size, size_t more);
/** Tells the event that `value` is in. */
void io_source_tell(io_source_t *source, void *value);
/** The value of the newest event that nobody has seen, or NULL. */
void *io_source_newest(const io_source_t *source);
/** No more events: the generator ends with `code` once it has yielded those that there are. */
void io_source_end(io_source_t *source, int code);

#endif
