/*
 * as_completed.c - an async generator over handles, in the order in which they are done.
 *
 * It is what asyncc would write for a generator(void *), but made by a plain function: the element
 * type is the caller's.
 */
#include "../alloc.h"
#include "../coroutine.h"
#include "watching.h"

typedef struct as_completed {
    async_frame_t base;
    void *value;
    void **slot;
    void *sent;
    const volatile void *handles;
    size_t count;
    struct async__watching watching;
} as_completed_t;

enum { WAITS = 1, YIELDED = 2 };

static async_step_t leave(as_completed_t *self, int status)
{
    async__watching_close(&self->watching);
    return status ? async_raised(&self->base, status) : ASYNC_FINISHED;
}

/* How it was resumed: 0, or what is raised there. */
static int resumed(as_completed_t *self, async_context_t *cx)
{
    switch (self->base.state) {
    case WAITS: return self->watching.base.status;
    case YIELDED: return self->base.status;
    default:
        return async__watching_open(&self->watching, cx, self->handles, self->count,
                                    ASYNC_FIRST_COMPLETED);
    }
}

static async_step_t as_completed__resume(async_frame_t *frame, async_context_t *cx)
{
    as_completed_t *self = (as_completed_t *)(void *)frame;
    int status = resumed(self, cx);
    void *handle;

    if (status) return leave(self, status);
    handle = async__watching_take(&self->watching);
    if (handle) {
        async_status(handle);
        *self->slot = handle;
        return async_yielded(frame, self->slot, YIELDED);
    }
    if (self->watching.pending == 0) return leave(self, 0);
    async__watching_wait(&self->watching, cx, -1);
    if (async_suspend(frame, as_completed__resume, WAITS, &self->watching.base))
        return ASYNC_SUSPENDED;
    return leave(self, self->watching.base.status);
}

static const async_coroutine_t watching_async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_OPERATION, .name = "handles",
    .file = "asyncc", .size = sizeof(struct async__watching),
    .align = _Alignof(struct async__watching),
};

static const async_point_t points[] = {
    { "handles", 0, 0, ASYNC_POINT_EMBEDDED, offsetof(as_completed_t, watching), &watching_async },
    { "yield", 0, 0, ASYNC_POINT_YIELD, 0, NULL },
};

static const async_coroutine_t as_completed__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_GENERATOR | ASYNC_COROUTINE_ASYNC,
    .name = "async_as_completed", .file = "asyncc", .size = sizeof(as_completed_t),
    .align = _Alignof(as_completed_t), .value_size = sizeof(void *),
    .sent = offsetof(as_completed_t, sent), .sent_size = sizeof(void *),
    .resume = as_completed__resume, .points = points, .point_count = 2,
};

void *async__as_completed(const volatile void *handles, size_t count)
{
    async_frame_t *frame = async__frame_alloc(async_context(), &as_completed__async, 0);
    as_completed_t *self = (as_completed_t *)(void *)frame;

    async_generator_open(frame, as_completed__resume);
    self->slot = &self->value;
    self->handles = handles;
    self->count = count;
    self->watching = (struct async__watching){ .count = 0 };
    return async_value(frame);
}
