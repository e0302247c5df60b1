/*
 * changes.c - async_fs_events and async_fs_poll: generators of what happens to files.
 */
#include <asyncc/fs.h>

#include <string.h>

#include "coroutine.h"
#include "io/source.h"

/* ------------------------------------------------------------------ async_fs_events */

typedef struct fs_events {
    async_frame_t base;
    async_fs_event_t value;
    async_fs_event_t *slot;
    async_fs_event_t sent;
    int result;
    const char *path;
    io_events_t events;
} fs_events_t;

static bool same_name(const char *a, const char *b) { return a && b ? strcmp(a, b) == 0 : a == b; }

/* Happenings of one kind to one file, one behind the other, are one. */
static void on_event(uv_fs_event_t *handle, const char *name, int events, int status)
{
    io_source_t *source = (io_source_t *)handle->data;
    const async_fs_event_t *newest = (const async_fs_event_t *)io_source_newest(source);
    size_t size = name ? strlen(name) + 1 : 0;
    async_fs_event_t *event;

    if (status < 0) {
        io_source_end(source, status);
        return;
    }
    if (newest && newest->events == events && same_name(newest->name, name)) return;
    event = (async_fs_event_t *)io_event_new(sizeof *event, size);
    event->events = events;
    if (name) event->name = (const char *)memcpy(event + 1, name, size);
    io_source_tell(source, event);
}

static int open_events(async_frame_t *frame, io_source_t *source, uv_loop_t *loop)
{
    const fs_events_t *self = (const fs_events_t *)(void *)frame;

    uv_fs_event_init(loop, &source->handle.fs_event);
    if (!self->path) return UV_EFAULT;
    return uv_fs_event_start(&source->handle.fs_event, on_event, self->path, 0);
}

static async_step_t events__resume(async_frame_t *frame, async_context_t *cx)
{
    static const io_events_kind_t kind = {events__resume, open_events, sizeof(async_fs_event_t)};
    fs_events_t *self = (fs_events_t *)(void *)frame;

    return io_events_resume(frame, cx, &self->events, &kind, self->slot, &self->result);
}

static const async_point_t events_points[] = IO_EVENTS_POINTS(fs_events_t, "a change");

static const async_coroutine_t events__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_GENERATOR | ASYNC_COROUTINE_ASYNC,
    .name = "async_fs_events",
    .file = "asyncc",
    .size = sizeof(fs_events_t),
    .align = _Alignof(fs_events_t),
    .result = offsetof(fs_events_t, result),
    .result_size = sizeof(int),
    .value_size = sizeof(async_fs_event_t),
    .sent = offsetof(fs_events_t, sent),
    .sent_size = sizeof(async_fs_event_t),
    .resume = events__resume,
    .points = events_points,
    .point_count = 2,
};

int async_fs_events(const char *path)
{
    async_context_t *cx = async_context();
    fs_events_t *self = (fs_events_t *)async_generator_frame(cx, &events__async, 0);

    async_generator_open(&self->base, events__resume);
    self->slot = &self->value;
    self->path = path;
    async_leave(cx, &events__async, &self->base);
    return 0;
}

/* ------------------------------------------------------------------ async_fs_poll */

typedef struct fs_poll {
    async_frame_t base;
    async_fs_change_t value;
    async_fs_change_t *slot;
    async_fs_change_t sent;
    int result;
    const char *path;
    unsigned ms;
    io_events_t events;
} fs_poll_t;

static void on_change(uv_fs_poll_t *handle, int status, const uv_stat_t *before,
                      const uv_stat_t *now)
{
    async_fs_change_t *change = (async_fs_change_t *)io_event_new(sizeof *change, 0);

    memcpy(&change->before, before, sizeof change->before);
    memcpy(&change->now, now, sizeof change->now);
    change->code = status;
    io_source_tell((io_source_t *)handle->data, change);
}

static int open_poll(async_frame_t *frame, io_source_t *source, uv_loop_t *loop)
{
    const fs_poll_t *self = (const fs_poll_t *)(void *)frame;

    uv_fs_poll_init(loop, &source->handle.fs_poll);
    if (!self->path) return UV_EFAULT;
    return uv_fs_poll_start(&source->handle.fs_poll, on_change, self->path, self->ms);
}

static async_step_t poll__resume(async_frame_t *frame, async_context_t *cx)
{
    static const io_events_kind_t kind = {poll__resume, open_poll, sizeof(async_fs_change_t)};
    fs_poll_t *self = (fs_poll_t *)(void *)frame;

    return io_events_resume(frame, cx, &self->events, &kind, self->slot, &self->result);
}

static const async_point_t poll_points[] = IO_EVENTS_POINTS(fs_poll_t, "a change");

static const async_coroutine_t poll__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_GENERATOR | ASYNC_COROUTINE_ASYNC,
    .name = "async_fs_poll",
    .file = "asyncc",
    .size = sizeof(fs_poll_t),
    .align = _Alignof(fs_poll_t),
    .result = offsetof(fs_poll_t, result),
    .result_size = sizeof(int),
    .value_size = sizeof(async_fs_change_t),
    .sent = offsetof(fs_poll_t, sent),
    .sent_size = sizeof(async_fs_change_t),
    .resume = poll__resume,
    .points = poll_points,
    .point_count = 2,
};

int async_fs_poll(const char *path, unsigned ms)
{
    async_context_t *cx = async_context();
    fs_poll_t *self = (fs_poll_t *)async_generator_frame(cx, &poll__async, 0);

    async_generator_open(&self->base, poll__resume);
    self->slot = &self->value;
    self->path = path;
    self->ms = ms;
    async_leave(cx, &poll__async, &self->base);
    return 0;
}
