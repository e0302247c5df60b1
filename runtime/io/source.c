/*
 * source.c - generators over libuv handles that tell events.
 */
#include "io/source.h"

#include <stdlib.h>
#include <string.h>

#include "coroutine.h"

const async_coroutine_t io_events__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_OPERATION,
    .name = "an event",
    .file = "asyncc",
    .size = sizeof(io_events_t),
    .align = _Alignof(io_events_t),
};

/* ------------------------------------------------------------------ events */

/* A value is aligned as a pointer is, like the event before it. */
static io_event_t *event_of(void *value) { return (io_event_t *)value - 1; }

static void *value_of(io_event_t *event) { return event + 1; }

void *io_event_new(size_t size, size_t more)
{
    return value_of((io_event_t *)async__zalloc(sizeof(io_event_t) + size + more));
}

static void wake(io_source_t *source)
{
    io_events_t *waiting = source->waiting;

    source->waiting = NULL;
    if (waiting) async__complete(waiting, 0);
}

void io_source_tell(io_source_t *source, void *value)
{
    *source->last = event_of(value);
    source->last = &event_of(value)->next;
    wake(source);
}

void *io_source_newest(const io_source_t *source)
{
    if (!source->first) return NULL;
    return value_of(container_of(source->last, io_event_t, next));
}

void io_source_end(io_source_t *source, int code)
{
    source->end = code;
    wake(source);
}

/* ------------------------------------------------------------------ opening and closing */

static void on_closed(uv_handle_t *handle)
{
    io_source_t *source = (io_source_t *)handle->data;

    for (io_event_t *event = source->first, *next; event; event = next) {
        next = event->next;
        free(event);
    }
    free(source);
}

static void close_source(io_events_t *events)
{
    io_source_t *source = events->source;

    free(events->shown);
    events->shown = NULL;
    if (!source) return;
    events->source = NULL;
    if (source->closing) source->closing(source);
    uv_close(&source->handle.any, on_closed);
}

static int open_source(async_frame_t *frame, async_context_t *cx, io_events_t *events,
                       const io_events_kind_t *kind)
{
    async_loop_t *loop = async__need_loop(cx, "a generator of events");
    io_source_t *source = (io_source_t *)async__zalloc(sizeof *source);
    int rc;

    source->last = &source->first;
    rc = kind->open(frame, source, async_loop_uv(loop));
    source->handle.any.data = source;
    uv_unref(&source->handle.any);
    events->source = source;
    events->shown = NULL;
    if (rc < 0) close_source(events);
    return rc;
}

/* ------------------------------------------------------------------ steps */

static async_step_t interrupt(async_frame_t *frame, async_context_t *cx)
{
    io_events_t *self = (io_events_t *)(void *)frame;

    (void)cx;
    if (!async__completed(self)) self->source->waiting = NULL;
    async__complete(self, ASYNC_ECANCELED);
    return ASYNC_SUSPENDED;
}

/* Takes the oldest event, if there is one, into `shown`. */
static bool take(io_events_t *events)
{
    io_source_t *source = events->source;

    free(events->shown);
    events->shown = source->first;
    if (!source->first) return false;
    source->first = source->first->next;
    if (!source->first) source->last = &source->first;
    return true;
}

static async_step_t end(async_frame_t *frame, io_events_t *events, int status)
{
    close_source(events);
    return status ? async_raised(frame, status) : ASYNC_FINISHED;
}

async_step_t io_events_resume(async_frame_t *frame, async_context_t *cx, io_events_t *events,
                              const io_events_kind_t *kind, void *slot, int *code)
{
    int status = frame->state == IO_EVENTS_WAITS ? events->base.status : frame->status;

    *code = 0;
    if (frame->state == 0) *code = open_source(frame, cx, events, kind);
    if (*code < 0) return ASYNC_FINISHED;
    while (status == 0) {
        if (take(events)) {
            memcpy(slot, value_of(events->shown), kind->value_size);
            return async_yielded(frame, slot, IO_EVENTS_YIELDED);
        }
        *code = events->source->end;
        if (*code < 0) break;
        events->source->waiting = events;
        async__wait(events, cx, interrupt);
        if (async_suspend(frame, kind->resume, IO_EVENTS_WAITS, &events->base))
            return ASYNC_SUSPENDED;
        status = events->base.status;
    }
    return end(frame, events, status);
}
