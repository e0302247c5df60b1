/*
 * signal.c - async_signal and async_signals.
 */
#include <asyncc/signal.h>
#include <asyncc/status.h>

#include <signal.h>
#include <stdlib.h>

#include "coroutine.h"
#include "io/source.h"
#include "task.h"

/* ------------------------------------------------------------------ SIGINT
 *
 * Who waits for it takes it from the program's `async main`.
 */

static void take_over(int signum, uint32_t by)
{
    if (signum == SIGINT) async__interrupt_takers += by;
}

static int start(uv_signal_t *handle, uv_loop_t *loop, uv_signal_cb callback, int signum)
{
    int rc = uv_signal_init(loop, handle);

    uv_unref((uv_handle_t *)handle);
    if (rc == 0) rc = uv_signal_start(handle, callback, signum);
    if (rc == 0) take_over(signum, 1);
    return rc;
}

/* ------------------------------------------------------------------ async_signal
 *
 * libuv's handle outlives the operation by the turn of the loop that closing it takes.
 */

typedef struct watch {
    uv_signal_t handle;
    struct async_signal__frame *op; /* NULL: nobody waits any more */
    int signum;                     /* 0: not started */
} watch_t;

/* Only now: the signal that has just come is told to an async main after this. */
static void on_closed(uv_handle_t *handle)
{
    watch_t *watch = container_of(handle, watch_t, handle);

    take_over(watch->signum, -1u);
    free(watch);
}

static void let_go(watch_t *watch)
{
    watch->op = NULL;
    uv_close((uv_handle_t *)&watch->handle, on_closed);
}

static void on_signal(uv_signal_t *handle, int signum)
{
    watch_t *watch = container_of(handle, watch_t, handle);
    struct async_signal__frame *self = watch->op;

    if (!self) return;
    let_go(watch);
    self->result = signum;
    async__complete(self, 0);
}

static async_step_t interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_signal__frame *self = (struct async_signal__frame *)(void *)frame;

    (void)cx;
    if (!async__completed(self)) let_go((watch_t *)self->watch);
    async__complete(self, ASYNC_ECANCELED);
    return ASYNC_SUSPENDED;
}

async_step_t async_signal__start(struct async_signal__frame *self, async_context_t *cx, int signum)
{
    async_loop_t *loop = async__need_loop(cx, "async_signal");
    watch_t *watch = (watch_t *)calloc(1, sizeof *watch);

    self->result = UV_ENOMEM;
    if (!watch) return ASYNC_FINISHED;
    self->watch = watch;
    self->result = start(&watch->handle, async_loop_uv(loop), on_signal, signum);
    if (self->result < 0) {
        let_go(watch);
        return ASYNC_FINISHED;
    }
    watch->op = self;
    watch->signum = signum;
    return async__wait(self, cx, interrupt);
}

ASYNC__OPERATION(int, async_signal, 1, int, signum)

/* ------------------------------------------------------------------ async_signals */

typedef struct signals {
    async_frame_t base;
    int value;
    int *slot;
    int sent;
    int signum;
    io_events_t events;
} signals_t;

static void on_signals(uv_signal_t *handle, int signum)
{
    int *value = (int *)io_event_new(sizeof *value, 0);

    *value = signum;
    io_source_tell((io_source_t *)handle->data, value);
}

static void on_closing(io_source_t *source) { take_over(source->handle.signal.signum, -1u); }

static int open_signals(async_frame_t *frame, io_source_t *source, uv_loop_t *loop)
{
    int rc = start(&source->handle.signal, loop, on_signals, ((signals_t *)(void *)frame)->signum);

    if (rc == 0) source->closing = on_closing;
    return rc;
}

static async_step_t signals__resume(async_frame_t *frame, async_context_t *cx)
{
    static const io_events_kind_t kind = {signals__resume, open_signals, sizeof(int)};
    signals_t *self = (signals_t *)(void *)frame;
    int code;
    async_step_t step = io_events_resume(frame, cx, &self->events, &kind, self->slot, &code);

    return step == ASYNC_FINISHED && code < 0 ? async_raised(frame, code) : step;
}

static const async_point_t points[] = IO_EVENTS_POINTS(signals_t, "a signal");

static const async_coroutine_t signals__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_GENERATOR | ASYNC_COROUTINE_ASYNC,
    .name = "async_signals",
    .file = "asyncc",
    .size = sizeof(signals_t),
    .align = _Alignof(signals_t),
    .value_size = sizeof(int),
    .sent = offsetof(signals_t, sent),
    .sent_size = sizeof(int),
    .resume = signals__resume,
    .points = points,
    .point_count = 2,
};

void async_signals(int signum)
{
    async_context_t *cx = async_context();
    signals_t *self = (signals_t *)async_generator_frame(cx, &signals__async, 0);

    async_generator_open(&self->base, signals__resume);
    self->slot = &self->value;
    self->signum = signum;
    async_leave(cx, &signals__async, &self->base);
}
