/*
 * merge.c - async_merge: an async generator over several async generators.
 *
 * Each source that is idle has a task that takes its next step; the merge waits for the first that
 * is done, yields its value, and when it is resumed sets that source going again. So no step is
 * cancelled by another's value. When the merge ends early, those under way are cancelled and
 * waited for.
 *
 * The frame's size depends on the sources: async_merge, a macro, makes its descriptor.
 *
 *      | head | value | slot | sent | async__merge_t | sources | steps | those that run |
 */
#include <asyncc/combine.h>
#include <asyncc/future.h>
#include <asyncc/task.h>

#include <string.h>

#include "../alloc.h"
#include "../coroutine.h"
#include "../operation.h"
#include "../task.h"
#include "watching.h"

enum { WAITS = 1, YIELDED = 2, LEAVES = 3 };

ASYNC__CALL(bool result;, async_generator_next, 1, self->result = self->op.result, sizeof(bool),
            void *, source)

static async__merge_t *merge_of(async_frame_t *frame)
{
    const async_coroutine_t *coroutine = ASYNC_FRAME_COROUTINE(frame);
    return (async__merge_t *)(void *)((char *)frame + coroutine->sent + sizeof(void *));
}

static void **slot_of(async_frame_t *frame)
{
    return (void **)(void *)((char *)frame + ASYNC_FRAME_COROUTINE(frame)->sent - sizeof(void *));
}

static void **sources(async__merge_t *self) { return self->handle; }
static void **steps(async__merge_t *self) { return self->handle + self->count; }
static void **running(async__merge_t *self) { return self->handle + 2 * self->count; }

/* ------------------------------------------------------------------ steps */

static void start_step(async__merge_t *self, size_t i, async_context_t *cx)
{
    static const async_site_t site = { "async_merge", "async_merge", 0 };
    async_frame_t *root =
        async__frame_alloc(cx, &async_generator_next__call_async, ASYNC__HANDLE_HEAD);
    async_handle_rep_t *task = async__task_of(root, &site, 1);

    ((struct async_generator_next__call *)(void *)root)->source = sources(self)[i];
    async__task_register(task, async__need_loop(cx, "async_merge"));
    async__wake(&task->strand.branch);
    steps(self)[i] = async__rep_handle(task);
}

static void drop_step(async__merge_t *self, size_t i)
{
    async_release(steps(self)[i]);
    steps(self)[i] = NULL;
}

/* The steps that are under way, in the order of their sources. */
static size_t collect(async__merge_t *self)
{
    size_t count = 0;

    for (size_t i = 0; i < self->count; i++)
        if (steps(self)[i]) running(self)[count++] = steps(self)[i];
    return count;
}

/* The index of a step that is done, or `count`. */
static size_t first_done(async__merge_t *self)
{
    for (size_t n = 0; n < self->count; n++) {
        size_t i = (self->last + 1 + n) % self->count;
        if (steps(self)[i] && async_done(steps(self)[i])) return i;
    }
    return self->count;
}

/* ------------------------------------------------------------------ the generator */

static async_step_t wait(async_frame_t *frame, async_context_t *cx, enum async_when when,
                         uint32_t state)
{
    async__merge_t *self = merge_of(frame);
    int status = async__watching_open(&self->watching, cx, running(self), collect(self), when);

    if (status) async__die("async_merge: its steps cannot be waited for");
    if (async__watching_settled(&self->watching)) return ASYNC_FINISHED;
    async__watching_wait(&self->watching, cx, -1);
    if (async_suspend(frame, async__merge_resume, state, &self->watching.base))
        return ASYNC_SUSPENDED;
    return ASYNC_FINISHED;
}

static async_step_t ended(async_frame_t *frame)
{
    async__merge_t *self = merge_of(frame);

    async__watching_close(&self->watching);
    for (size_t i = 0; i < self->count; i++)
        if (steps(self)[i]) drop_step(self, i);
    return self->status ? async_raised(frame, self->status) : ASYNC_FINISHED;
}

/* Cancels what is under way and waits for it: nothing may go on behind the merge. */
static async_step_t leave(async_frame_t *frame, async_context_t *cx, int status)
{
    async__merge_t *self = merge_of(frame);
    size_t count = collect(self);

    self->status = status;
    async__watching_close(&self->watching);
    if (!count) return ended(frame);
    for (size_t i = 0; i < count; i++) async_cancel(running(self)[i]);
    async_shield_enter(cx);
    if (wait(frame, cx, ASYNC_ALL_COMPLETED, LEAVES) == ASYNC_SUSPENDED) return ASYNC_SUSPENDED;
    self->status = async_shield_leave(cx, self->status);
    return ended(frame);
}

static async_step_t yield_value(async_frame_t *frame, size_t i)
{
    async__merge_t *self = merge_of(frame);
    char *slot = *slot_of(frame);

    drop_step(self, i);
    self->last = i;
    self->fresh = i;
    memcpy(slot, &i, sizeof i);
    memcpy(slot + self->value_at, sources(self)[i], self->value_size);
    return async_yielded(frame, slot, YIELDED);
}

/* Goes on until a value is there, a source raises, or all have ended. */
static async_step_t go_on(async_frame_t *frame, async_context_t *cx)
{
    async__merge_t *self = merge_of(frame);

    for (;;) {
        size_t i = first_done(self);
        if (i < self->count) {
            if (*(bool *)steps(self)[i]) return yield_value(frame, i);
            drop_step(self, i);
            if (async_status(sources(self)[i])) return leave(frame, cx, async_status(sources(self)[i]));
            continue;
        }
        if (!collect(self)) return ended(frame);
        if (wait(frame, cx, ASYNC_FIRST_COMPLETED, WAITS) == ASYNC_SUSPENDED) return ASYNC_SUSPENDED;
        int status = self->watching.base.status;
        async__watching_close(&self->watching);
        if (status) return leave(frame, cx, status);
    }
}

async_step_t async__merge_resume(async_frame_t *frame, async_context_t *cx)
{
    async__merge_t *self = merge_of(frame);

    switch (frame->state) {
    case WAITS:
        async__watching_close(&self->watching);
        if (self->watching.base.status) return leave(frame, cx, self->watching.base.status);
        break;
    case YIELDED:
        if (frame->status) return leave(frame, cx, frame->status);
        start_step(self, self->fresh, cx);
        break;
    case LEAVES:
        self->status = async_shield_leave(cx, self->status);
        return ended(frame);
    default:
        for (size_t i = 0; i < self->count; i++) start_step(self, i, cx);
    }
    return go_on(frame, cx);
}

void *async__merge(const async_coroutine_t *coroutine, void *const *source, size_t count,
                   size_t value_at, size_t value_size)
{
    async_frame_t *frame = async__frame_alloc(async_context(), coroutine, 0);
    async__merge_t *self = merge_of(frame);

    async_generator_open(frame, async__merge_resume);
    *slot_of(frame) = async_value(frame);
    *self = (async__merge_t){ .count = count,
                              .last = count - 1,
                              .value_at = value_at,
                              .value_size = value_size,
                              .watching = { .count = 0 } };
    memcpy(sources(self), source, count * sizeof *source);
    memset(steps(self), 0, 2 * count * sizeof *source);
    return async_value(frame);
}
