/*
 * serve.c - async_serve: a task per connection; async_drain: its gentle end.
 *
 *      serving -> ending (cancelled, listener closed, or drained) -> the last task done -> over
 *
 * The server owns a reference to each task until it is done. It leaves the stream to the handler,
 * unless that never started.
 *
 * A handler is spawned from a call of the loop, so that it runs behind all that the same poll has
 * brought: who connects from here goes on before the handler does.
 */
#include <stdlib.h>

#include "alloc.h"
#include "coroutine.h"
#include "io/io.h"
#include "task.h"

/* A connection whose task is not done; owned by its server, and until it is spawned by a call. */
typedef struct connection {
    list_t link;             /* in the server's connections */
    async_watcher_t watcher; /* of the task */
    struct async_serve__frame *serve; /* NULL: given up before it was spawned */
    async_stream_t *stream;
    void *task; /* NULL: to be spawned */
} connection_t;

/* ------------------------------------------------------------------ the end */

static void finish_drain(struct async_drain__frame *self, int status)
{
    if (self->timer) async_call_cancel(self->timer);
    self->timer = NULL;
    self->listener->drain = NULL;
    async__complete(self, status);
}

/* The last task is done, and there will be no other. */
static void finish_serve(struct async_serve__frame *self)
{
    async_listener_t *listener = self->listener;

    listener->serve = NULL;
    if (listener->drain) finish_drain(listener->drain, 0);
    io_listener_release(listener);
    async__complete(self, self->status);
}

/* One that has no task yet: its call finds nothing to do. */
static void give_up(connection_t *connection)
{
    list_remove(&connection->link);
    connection->serve = NULL;
    async_stream_close(connection->stream);
}

static void cancel_tasks(struct async_serve__frame *self)
{
    for (list_t *link = self->connections.next, *next; link != &self->connections; link = next) {
        connection_t *connection = container_of(link, connection_t, link);
        next = link->next;
        if (connection->task) async_cancel(connection->task);
        else give_up(connection);
    }
}

static size_t count_tasks(const struct async_serve__frame *self)
{
    size_t count = 0;
    for (const list_t *link = self->connections.next; link != &self->connections; link = link->next)
        count++;
    return count;
}

/* No more connections. `result` and `status` are what async_serve ends with. */
static void end(struct async_serve__frame *self, int result, int status)
{
    self->result = result;
    self->status = status;
    self->ending = true;
    if (list_empty(&self->connections)) finish_serve(self);
}

void io_serve_closed(struct async_serve__frame *self)
{
    cancel_tasks(self);
    end(self, UV_ECANCELED, 0);
}

static async_step_t interrupt_serve(async_frame_t *frame, async_context_t *cx)
{
    struct async_serve__frame *self = (struct async_serve__frame *)frame;

    (void)cx;
    if (async__completed(self)) {
        async__complete(self, UV_ECANCELED);
    } else {
        cancel_tasks(self);
        end(self, UV_ECANCELED, UV_ECANCELED);
    }
    return ASYNC_SUSPENDED;
}

/* ------------------------------------------------------------------ connections */

static void on_task_done(async_watcher_t *watcher, void *task)
{
    connection_t *connection = container_of(watcher, connection_t, watcher);
    struct async_serve__frame *self = connection->serve;

    if (async__frame_of(task)->state == ASYNC__NEVER) async_stream_close(connection->stream);
    list_remove(&connection->link);
    free(connection);
    async_release(task);
    if (self->ending && list_empty(&self->connections)) finish_serve(self);
}

static void start_task(void *arg)
{
    static const async_site_t site = { "async_serve", "async_serve", 0 };
    connection_t *connection = arg;
    uintptr_t before;

    if (!connection->serve) {
        free(connection);
        return;
    }
    before = async__task_capture();
    if (connection->serve->with) connection->serve->with(connection->serve->up, connection->stream);
    else connection->serve->handler(connection->stream);
    connection->task = async__spawn(before, &site);
    connection->watcher.notify = on_task_done;
    async__watch(async__rep_of(connection->task), &connection->watcher);
}

static void queue_task(struct async_serve__frame *self, async_stream_t *stream)
{
    connection_t *connection = async__zalloc(sizeof *connection);

    connection->serve = self;
    connection->stream = stream;
    list_append(&self->connections, &connection->link);
    async_call_soon(self->listener->loop, start_task, connection);
}

void io_serve_connection(struct async_serve__frame *self, int status)
{
    async_stream_t *stream;

    if (status < 0 || self->ending) return;
    status = io_listener_take(self->listener, &stream);
    if (status == UV_ENOMEM) async__die("out of memory (a connection)"); /* nobody would take it */
    if (status == 0) queue_task(self, stream);
}

static async_step_t serve(struct async_serve__frame *self, async_context_t *cx,
                          async_listener_t *listener)
{
    if (listener->accept || listener->serve || listener->closing) {
        self->result = listener->closing ? UV_ECANCELED : UV_EBUSY;
        return ASYNC_FINISHED;
    }
    self->listener = listener;
    self->ending = false;
    list_init(&self->connections);
    listener->serve = self;
    if (listener->pending) io_serve_connection(self, 0);
    return async__wait(self, cx, interrupt_serve);
}

async_step_t async_serve__start(struct async_serve__frame *self, async_context_t *cx,
                                async_listener_t *listener, async_handler_fn *handler)
{
    self->handler = handler;
    self->with = NULL;
    return serve(self, cx, listener);
}

async_step_t async_serve_with__start(struct async_serve__frame *self, async_context_t *cx,
                                     async_listener_t *listener, async__serve_with_fn *with,
                                     void *up)
{
    self->with = with;
    self->up = up;
    return serve(self, cx, listener);
}

/* ------------------------------------------------------------------ async_drain */

static void on_drain_late(void *arg)
{
    struct async_drain__frame *self = arg;

    self->timer = NULL;
    self->result = (int)count_tasks(self->listener->serve);
    cancel_tasks(self->listener->serve);
    if (list_empty(&self->listener->serve->connections)) finish_serve(self->listener->serve);
}

static async_step_t interrupt_drain(async_frame_t *frame, async_context_t *cx)
{
    struct async_drain__frame *self = (struct async_drain__frame *)frame;

    (void)cx;
    if (async__completed(self)) {
        async__complete(self, UV_ECANCELED);
    } else {
        async_listener_t *listener = self->listener;
        finish_drain(self, UV_ECANCELED);
        io_listener_release(listener);
    }
    return ASYNC_SUSPENDED;
}

async_step_t async_drain__start(struct async_drain__frame *self, async_context_t *cx,
                                async_listener_t *listener, uint64_t ms)
{
    self->result = listener->drain ? UV_EBUSY : 0;
    if (listener->drain) return ASYNC_FINISHED;
    io_listener_shut(listener);
    if (listener->serve) end(listener->serve, 0, 0);
    if (!listener->serve) return ASYNC_FINISHED;
    self->listener = listener;
    self->timer = async_call_later(listener->loop, ms, on_drain_late, self);
    listener->drain = self;
    return async__wait(self, cx, interrupt_drain);
}

ASYNC__OPERATION(int, async_serve, 2, async_listener_t *, listener, async_handler_fn *, handler)
ASYNC__DESCRIBE(async_serve_with, sizeof(int), offsetof(struct async_serve__frame, result))
ASYNC__OPERATION(int, async_drain, 2, async_listener_t *, listener, uint64_t, ms)
