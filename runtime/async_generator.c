/*
 * async_generator.c - stepping generators from coroutines: async_next, async_send, async_throw and
 * async_close of a generator that may await.
 *
 * A step is a frame, awaited like any callee. While it is under way the root's base.parent is the
 * step; a yield puts the innermost active generator there, as in a plain generator, and tells the
 * trampoline which step it ends (cx->stepped). A generator that waits is resumed at its leaf, on
 * the branch of whoever awaits the step.
 */
#include <asyncc/coroutine.h>
#include <asyncc/status.h>

#include <string.h>

#include "alloc.h"
#include "coroutine.h"

typedef struct async_generator_step__frame step_t;

static async_frame_t *root_of(const volatile void *handle)
{
    return (async_frame_t *)((char *)(uintptr_t)handle - ASYNC_FRAME_HEAD);
}

static bool is_async(const async_frame_t *root)
{
    return (ASYNC_FRAME_COROUTINE(root)->flags & ASYNC_COROUTINE_ASYNC) != 0;
}

/* ------------------------------------------------------------------ the end of a step */

static void free_root(step_t *self, async_context_t *cx)
{
    async_drop(cx, self->root);
    self->root = NULL;
}

/* The generator has ended, with its status in the root. */
static async_step_t ended(step_t *self, async_context_t *cx)
{
    async_frame_t *root = self->root;
    int status = root->status == ASYNC_CLOSING ? 0 : root->status;

    root->state = ASYNC_ENDED;
    root->status = status;
    root->parent = NULL;
    self->result = false;
    if (self->closing) free_root(self, cx);
    if (status == 0 || !async_canceling(cx)) return ASYNC_FINISHED;
    return async_raised(&self->base, status);
}

/* The trampoline comes here from the root. */
static async_step_t end_of_root(async_frame_t *frame, async_context_t *cx)
{
    return ended((step_t *)frame, cx);
}

async_frame_t *async__generator_stepped(async_context_t *cx)
{
    step_t *self = (step_t *)cx->stepped;

    cx->stepped = NULL;
    self->result = true;
    if (self->closing) async__die("a generator yielded while it was closed");
    return self->base.parent;
}

/* ------------------------------------------------------------------ a step */

/* Resumes the innermost active generator and those that it delegates for, until one suspends. */
static async_step_t run(step_t *self, async_context_t *cx, int status)
{
    async_frame_t *frame = self->root->parent;
    async_step_t step;

    frame->status = status;
    self->base.resume = end_of_root;
    self->base.state = 1;
    self->base.status = 0;
    self->root->parent = &self->base;
    for (;;) {
        step = frame->resume(frame, cx);
        if (step == ASYNC_SUSPENDED) return step;
        if (step == ASYNC_YIELDED) {
            cx->stepped = NULL;
            self->result = true;
            return ASYNC_FINISHED;
        }
        if (step == ASYNC_FINISHED) frame->status = 0;
        if (frame == self->root) return ended(self, cx);
        frame = frame->parent;
    }
}

/* Whether the generator can be resumed; a message when it runs. */
static bool is_resumable(const async_frame_t *root)
{
    if (root->state == ASYNC_ENDED) return false;
    if (root->parent && root->parent->resume != end_of_root) return true;
    async__warn("a generator was resumed while it is running");
    return false;
}

static bool is_fresh(const async_frame_t *root)
{
    return root->state == 0 && root->parent == root;
}

static void open_step(step_t *self, void *handle, bool closing)
{
    self->root = root_of(handle);
    self->result = false;
    self->closing = closing;
    self->base.status = 0;
}

async_step_t async_generator_next__start(step_t *self, async_context_t *cx, void *handle)
{
    open_step(self, handle, false);
    if (!is_async(self->root)) {
        self->result = async__next(handle);
        return ASYNC_FINISHED;
    }
    if (!is_resumable(self->root)) return ASYNC_FINISHED;
    async__clear_sent(self->root);
    return run(self, cx, 0);
}

async_step_t async_generator_send__start(step_t *self, async_context_t *cx, void *handle,
                                         const void *value, size_t size)
{
    const async_coroutine_t *coroutine;

    open_step(self, handle, false);
    if (!is_async(self->root)) {
        self->result = async__send(handle, value, size);
        return ASYNC_FINISHED;
    }
    if (!is_resumable(self->root)) return ASYNC_FINISHED;
    if (is_fresh(self->root)) {
        self->root->status = ASYNC_EINVAL;
        return ASYNC_FINISHED;
    }
    coroutine = ASYNC_FRAME_COROUTINE(self->root);
    if (size != coroutine->sent_size)
        async__die("async_send: '%s' receives values of %u bytes, not of %zu", coroutine->name,
                   (unsigned)coroutine->sent_size, size);
    memcpy((char *)self->root + coroutine->sent, value, size);
    return run(self, cx, 0);
}

async_step_t async_generator_throw__start(step_t *self, async_context_t *cx, void *handle, int code)
{
    open_step(self, handle, false);
    if (!is_async(self->root)) {
        self->result = async__throw(handle, code);
        return ASYNC_FINISHED;
    }
    async_raise_code(code);
    if (!is_resumable(self->root)) return ASYNC_FINISHED;
    if (is_fresh(self->root)) {
        self->root->status = code;
        return ended(self, cx);
    }
    async__clear_sent(self->root);
    return run(self, cx, code);
}

async_step_t async_generator_close__start(step_t *self, async_context_t *cx, void *handle)
{
    self->base.status = 0;
    if (!handle) return ASYNC_FINISHED;
    open_step(self, handle, true);
    if (!is_async(self->root)) {
        async__close(handle);
        return ASYNC_FINISHED;
    }
    if (self->root->state == ASYNC_ENDED) {
        free_root(self, cx);
        return ASYNC_FINISHED;
    }
    if (!is_resumable(self->root)) return ASYNC_FINISHED;
    if (is_fresh(self->root)) return ended(self, cx);
    return run(self, cx, ASYNC_CLOSING);
}

#define DESCRIBE(NAME)                                                                             \
    const async_coroutine_t NAME##__async = {                                                      \
        .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_OPERATION, .name = #NAME,               \
        .file = __FILE__, .line = __LINE__, .size = sizeof(step_t), .align = _Alignof(step_t),     \
        .result = offsetof(step_t, result), .result_size = sizeof(bool)}

DESCRIBE(async_generator_next);
DESCRIBE(async_generator_send);
DESCRIBE(async_generator_throw);
DESCRIBE(async_generator_close);
