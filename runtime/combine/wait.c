/*
 * wait.c - async_wait and async_gather_tasks: until handles of an array are done.
 */
#include <string.h>

#include "../handle.h"
#include "watching.h"

static bool is_done(const async__watched_t *item)
{
    return async__rep_is(async__rep_of(item->handle), ASYNC__DONE);
}

/* ------------------------------------------------------------------ async_wait */

/* Writes the handles that are done, or are not, to the array from `at` on; where they end. */
static size_t write_part(struct async_wait__frame *self, size_t at, bool done)
{
    const struct async__watching *watching = &self->watching;

    for (size_t i = 0; i < watching->count; i++) {
        void *const *handle = &watching->item[i].handle;
        if (is_done(&watching->item[i]) != done) continue;
        if (done) async_status(*handle);
        memcpy((char *)self->handles + at++ * sizeof *handle, handle, sizeof *handle);
    }
    return at;
}

static async_step_t wait__finish(struct async_wait__frame *self)
{
    self->result = write_part(self, 0, true);
    write_part(self, self->result, false);
    async__watching_close(&self->watching);
    return ASYNC_FINISHED;
}

static async_step_t wait__raise(struct async_wait__frame *self, int status)
{
    async__watching_close(&self->watching);
    return async_raised(&self->base, status);
}

static async_step_t wait__resume(async_frame_t *frame, async_context_t *cx)
{
    struct async_wait__frame *self = (struct async_wait__frame *)(void *)frame;

    (void)cx;
    if (self->watching.base.status) return wait__raise(self, self->watching.base.status);
    return wait__finish(self);
}

async_step_t async_wait__start(struct async_wait__frame *self, async_context_t *cx, void *handles,
                               size_t count, enum async_when when, int64_t timeout_ms)
{
    struct async__watching *watching = &self->watching;
    int refused = async__watching_open(watching, cx, handles, count, when);

    if (refused) return async_raised(&self->base, refused);
    self->handles = handles;
    if (async__watching_settled(watching)) return wait__finish(self);
    async__watching_wait(watching, cx, timeout_ms);
    if (async_suspend(&self->base, wait__resume, 1, &watching->base)) return ASYNC_SUSPENDED;
    return wait__raise(self, watching->base.status);
}

ASYNC__OPERATION(size_t, async_wait, 4, void *, handles, size_t, count, enum async_when, when,
                 int64_t, timeout_ms)

/* ------------------------------------------------------------------ async_gather_tasks */

static async_step_t gather__finish(struct async_gather_tasks__frame *self)
{
    struct async__watching *watching = &self->watching;
    int first = 0;

    for (size_t i = 0; i < watching->count; i++) {
        int status = async_status(watching->item[i].handle);
        if (first == 0) first = status;
    }
    async__watching_close(watching);
    return first ? async_raised(&self->base, first) : ASYNC_FINISHED;
}

static async_step_t gather__raise(struct async_gather_tasks__frame *self, int status)
{
    async__watching_close(&self->watching);
    return async_raised(&self->base, status);
}

static async_step_t gather__resume(async_frame_t *frame, async_context_t *cx)
{
    struct async_gather_tasks__frame *self = (struct async_gather_tasks__frame *)(void *)frame;

    (void)cx;
    if (self->watching.base.status) return gather__raise(self, self->watching.base.status);
    return gather__finish(self);
}

async_step_t async_gather_tasks__start(struct async_gather_tasks__frame *self, async_context_t *cx,
                                       const volatile void *handles, size_t count)
{
    struct async__watching *watching = &self->watching;
    int refused = async__watching_open(watching, cx, handles, count, ASYNC_ALL_COMPLETED);

    if (refused) return async_raised(&self->base, refused);
    if (async__watching_settled(watching)) return gather__finish(self);
    async__watching_wait(watching, cx, -1);
    if (async_suspend(&self->base, gather__resume, 1, &watching->base)) return ASYNC_SUSPENDED;
    return gather__raise(self, watching->base.status);
}

ASYNC__OPERATION_VOID(async_gather_tasks, 2, const volatile void *, handles, size_t, count)
