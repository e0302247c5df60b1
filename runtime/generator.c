/*
 * generator.c - stepping plain generators, and the handles by which they are driven by hand.
 *
 * The root of a delegation knows the innermost active generator in base.parent, so a value costs
 * the same at any depth. While a generator runs, its base.parent is NULL.
 */
#include <asyncc/coroutine.h>
#include <asyncc/status.h>

#include <string.h>

#include "alloc.h"
#include "coroutine.h"

/* A generator that runs or is over cannot be resumed. */
static bool refuse(const async_frame_t *root)
{
    if (root->state != ASYNC_ENDED) async__warn("a generator was resumed while it is running");
    return false;
}

static void end(async_frame_t *root, int status)
{
    root->state = ASYNC_ENDED;
    root->status = status;
    root->parent = NULL;
}

bool async__generator_climb(async_frame_t *root, async_frame_t *frame, async_step_t step,
                            async_context_t *cx)
{
    for (;;) {
        if (step == ASYNC_YIELDED) return true;
        if (step == ASYNC_SUSPENDED) {
            frame = cx->bounced;
            if (!frame)
                async__die("an async generator was stepped without 'await': "
                           "await async_next(g), and so on");
            cx->bounced = NULL;
        } else if (frame == root) {
            end(root, step == ASYNC_RAISED ? root->status : 0);
            return false;
        } else {
            if (step == ASYNC_FINISHED) frame->status = 0;
            frame = frame->parent;
        }
        step = frame->resume(frame, cx);
    }
}

/*
 * Resumes the innermost active generator, whose yield then raises `status` unless that is 0. It
 * may stand in the middle of anything, the arguments of a spawn say, so what ramps look at is put
 * aside.
 */
static bool step(async_frame_t *root, async_context_t *cx, int status)
{
    async_frame_t *inner = root->parent;
    uintptr_t limit = cx->limit;
    const void *expected = cx->expected;
    bool yielded;

    if (ASYNC_UNLIKELY(!inner)) return refuse(root);
    inner->status = status;
    root->parent = NULL;
    cx->expected = NULL;
    if (limit == UINTPTR_MAX) cx->limit = 0;
    yielded = async__generator_climb(root, inner, inner->resume(inner, cx), cx);
    cx->limit = limit;
    cx->expected = expected;
    return yielded;
}

bool async__generator_next(async_frame_t *root, async_context_t *cx) { return step(root, cx, 0); }

static bool started(const async_frame_t *root) { return root->state != 0 || !root->parent; }

void async__generator_stop(async_frame_t *root, async_context_t *cx)
{
    if (root->state == ASYNC_ENDED) return;
    if (!started(root))
        end(root, 0);
    else if (step(root, cx, ASYNC_CLOSING))
        async__die("a generator yielded while it was closed");
    else if (root->status == ASYNC_CLOSING)
        root->status = 0;
}

void async_generator_unseen(const char *name, int status, const char *file, unsigned line)
{
    if (status == 0) return;
    async__warn("generator '%s' (%s:%u) ended with %s (%s), and nobody looked at it", name, file,
                line, async_status_name(status), async_status_message(status));
}

/* ------------------------------------------------------------------ handles */

static async_frame_t *root_of(const volatile void *handle)
{
    return (async_frame_t *)((char *)(uintptr_t)handle - ASYNC_FRAME_HEAD);
}

void async__clear_sent(async_frame_t *root)
{
    const async_coroutine_t *coroutine = ASYNC_FRAME_COROUTINE(root);
    if (coroutine->sent_size) memset((char *)root + coroutine->sent, 0, coroutine->sent_size);
}

/* What async_returned gives until there is a return value. */
static void clear_result(async_frame_t *root)
{
    const async_coroutine_t *coroutine = ASYNC_FRAME_COROUTINE(root);
    if (coroutine->result_size) memset((char *)root + coroutine->result, 0, coroutine->result_size);
}

void *async__iter(uintptr_t before)
{
    async_frame_t *root = async_captured(async_context(), before);

    if (!(ASYNC_FRAME_COROUTINE(root)->flags & ASYNC_COROUTINE_GENERATOR))
        async__die("async_iter of '%s', which is no generator", ASYNC_FRAME_COROUTINE(root)->name);
    async_generator_open(root, root->resume);
    clear_result(root);
    return async_value(root);
}

bool async__send(const volatile void *handle, const void *value, size_t size)
{
    async_frame_t *root = root_of(handle);
    const async_coroutine_t *coroutine = ASYNC_FRAME_COROUTINE(root);
    bool yielded;

    if (root->state == ASYNC_ENDED) return false;
    if (!started(root)) {
        root->status = ASYNC_EINVAL;
        return false;
    }
    if (size != coroutine->sent_size)
        async__die("async_send: '%s' receives values of %u bytes, not of %zu", coroutine->name,
                   (unsigned)coroutine->sent_size, size);
    memcpy((char *)root + coroutine->sent, value, size);
    yielded = step(root, async_context(), 0);
    async__clear_sent(root);
    return yielded;
}

bool async__throw(const volatile void *handle, int code)
{
    async_frame_t *root = root_of(handle);

    async_raise_code(code);
    if (root->state == ASYNC_ENDED) return false;
    if (started(root)) return step(root, async_context(), code);
    end(root, code);
    return false;
}

void async__close(const volatile void *handle)
{
    async_context_t *cx = async_context();

    if (!handle) return;
    async__generator_stop(root_of(handle), cx);
    async_drop(cx, root_of(handle));
}

void *async__returned(const volatile void *handle)
{
    async_frame_t *root = root_of(handle);
    return (char *)root + ASYNC_FRAME_COROUTINE(root)->result;
}
