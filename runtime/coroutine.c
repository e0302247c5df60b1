/*
 * coroutine.c - the trampoline; frames that are captured, begun and dropped.
 */
#include "coroutine.h"

#include <stdlib.h>

#include "alloc.h"

/* ------------------------------------------------------------------ running */

void async__enter(async_context_t *cx, async_entry_t *entry)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);

    *entry = (async_entry_t){ cx->limit, cx->expected, cx->branch,
                              cx->ready, cx->loop,     cx->capture_head };
    cx->limit = here > ASYNC__STACK ? here - ASYNC__STACK : 1;
    cx->expected = NULL;
    cx->branch = NULL;
}

void async__exit(async_context_t *cx, const async_entry_t *entry)
{
    cx->limit = entry->limit;
    cx->expected = entry->expected;
    cx->branch = entry->branch;
    cx->ready = entry->ready;
    cx->loop = entry->loop;
    cx->capture_head = entry->capture_head;
}

/* ------------------------------------------------------------------ memory of a frame */

/*
 *      block            frame - head             frame
 *      |   (alignment)  | owner's | descriptor * | resume ...
 *
 * An over-aligned struct NAME__frame begins `lead` bytes before the frame's head, and the block is
 * as aligned as it is.
 */
static size_t frame_offset(const async_coroutine_t *coroutine, size_t head)
{
    size_t mask;

    if (head < sizeof(void *)) head = sizeof(void *);
    if (ASYNC_LIKELY(coroutine->lead == 0)) return head;
    mask = coroutine->align - 1;
    head = head > coroutine->lead ? head - coroutine->lead : 0;
    return ((head + mask) & ~mask) + coroutine->lead;
}

static size_t block_size(const async_coroutine_t *coroutine, size_t offset)
{
    return offset - coroutine->lead + coroutine->size;
}

static void *take_aligned(size_t align, size_t size)
{
    void *block = aligned_alloc(align, (size + align - 1) & ~(align - 1));
    if (!block) async__die("out of memory (%zu bytes)", size);
    return block;
}

static inline async_frame_t *frame_in(char *block, size_t offset,
                                      const async_coroutine_t *coroutine)
{
    async_frame_t *frame = (async_frame_t *)(block + offset);

    ASYNC_FRAME_COROUTINE(frame) = coroutine;
    frame->resume = coroutine->resume;
    frame->parent = NULL;
    frame->state = 0;
    frame->status = 0;
    return frame;
}

static __attribute__((noinline)) async_frame_t *alloc_slowly(async_context_t *cx,
                                                             const async_coroutine_t *coroutine,
                                                             size_t offset, size_t size)
{
    void *block = coroutine->lead == 0 ? async__pool_refill(cx, size)
                                       : take_aligned(coroutine->align, size);
    return frame_in((char *)block, offset, coroutine);
}

/* What is usual is spelled out, so that it calls nothing. */
async_frame_t *async__frame_alloc(async_context_t *cx, const async_coroutine_t *coroutine,
                                  size_t head)
{
    size_t offset = frame_offset(coroutine, head), size = block_size(coroutine, offset);
    void *block = coroutine->lead == 0 ? async__take_free(cx, size) : NULL;

    if (ASYNC_UNLIKELY(!block)) return alloc_slowly(cx, coroutine, offset, size);
    return frame_in((char *)block, offset, coroutine);
}

void async__frame_free(async_context_t *cx, async_frame_t *frame, size_t head)
{
    const async_coroutine_t *coroutine = ASYNC_FRAME_COROUTINE(frame);
    size_t offset = frame_offset(coroutine, head);
    char *block = (char *)frame - offset;

    if (ASYNC_LIKELY(coroutine->lead == 0)) async__give(cx, block, block_size(coroutine, offset));
    else free(block);
}

void async_drop(async_context_t *cx, async_frame_t *child)
{
    async__frame_free(cx, child, 0);
}

int async_dropped(async_context_t *cx, async_frame_t *child)
{
    int status = child->status;
    async_drop(cx, child);
    return status;
}

/* ------------------------------------------------------------------ capturing */

uintptr_t async_capture(async_context_t *cx)
{
    return async__capture(cx, 0);
}

async_frame_t *async_captured(async_context_t *cx, uintptr_t before)
{
    return async__captured(cx, before);
}

async_frame_t *async_frame_capture(async_context_t *cx, const async_coroutine_t *coroutine)
{
    if (coroutine->abi != ASYNC_ABI_VERSION)
        async__die("'%s' was translated by an asyncc of another version (ABI %u, runtime %u)",
                   coroutine->name, (unsigned)coroutine->abi, ASYNC_ABI_VERSION);
    if (cx->limit == UINTPTR_MAX) return async__frame_alloc(cx, coroutine, cx->capture_head);
    cx->bounced = async__frame_alloc(cx, coroutine, 0);
    return cx->bounced;
}

async_step_t async_begin(async_frame_t *frame, async_context_t *cx)
{
    if (async_eager(cx)) return frame->resume(frame, cx);
    cx->bounced = frame;
    return ASYNC_SUSPENDED;
}

/* ------------------------------------------------------------------ messages */

void async__nothing_captured(void)
{
    async__die("what was to be started is no call of an async function");
}

void async__not_awaited(const char *name)
{
    async__die("async function '%s' was called without await, async_spawn or async_run", name);
}

int async_raise_code(int code)
{
    if (code == 0) async__die("async_raise(0): a status that is raised must not be 0");
    return code;
}
