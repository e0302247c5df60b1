/*
 * poll.c - async_poll: a descriptor of somebody else's becomes ready.
 *
 * libuv's handle outlives the operation by the turn of the loop that closing it takes, so it has
 * a block of its own.
 */
#include <stdlib.h>

#include "alloc.h"
#include "io/io.h"

typedef struct watch {
    uv_poll_t handle;
    struct async_poll__frame *op; /* NULL: nobody waits any more */
} watch_t;

static void on_closed(uv_handle_t *handle)
{
    free(container_of(handle, watch_t, handle));
}

static void let_go(watch_t *watch)
{
    watch->op = NULL;
    uv_close((uv_handle_t *)&watch->handle, on_closed);
}

static void on_ready(uv_poll_t *handle, int status, int events)
{
    watch_t *watch = container_of(handle, watch_t, handle);
    struct async_poll__frame *self = watch->op;

    if (!self) return;
    let_go(watch);
    self->result = status < 0 ? status : events;
    async__complete(self, 0);
}

static async_step_t interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_poll__frame *self = (struct async_poll__frame *)frame;

    (void)cx;
    if (!async__completed(self)) let_go(self->watch);
    async__complete(self, UV_ECANCELED);
    return ASYNC_SUSPENDED;
}

/* Watches the descriptor for `self`; a code when it cannot be watched. */
static int watch_descriptor(struct async_poll__frame *self, async_loop_t *loop, int fd, int events)
{
    watch_t *watch = calloc(1, sizeof *watch);
    int rc;

    if (!watch) return UV_ENOMEM;
    rc = uv_poll_init(async_loop_uv(loop), &watch->handle, fd);
    if (rc < 0) {
        free(watch);
        return rc == UV_EEXIST ? UV_EBUSY : rc;
    }
    uv_unref((uv_handle_t *)&watch->handle);
    rc = uv_poll_start(&watch->handle, events, on_ready);
    if (rc < 0) {
        let_go(watch);
        return rc;
    }
    watch->op = self;
    self->watch = watch;
    return 0;
}

async_step_t async_poll__start(struct async_poll__frame *self, async_context_t *cx, int fd,
                               int events)
{
    async_loop_t *loop = async__need_loop(cx, "async_poll");

    self->result = events ? watch_descriptor(self, loop, fd, events) : UV_EINVAL;
    return self->result < 0 ? ASYNC_FINISHED : async__wait(self, cx, interrupt);
}

ASYNC__OPERATION(int, async_poll, 2, int, fd, int, events)
