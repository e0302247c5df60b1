/*
 * coroutine.h - running coroutines (internal; layer 1, no libuv).
 *
 * The trampoline resumes a frame, and then whoever awaits it, for as long as frames end. What
 * suspends leaves it. Its C stack is bounded: a ramp that finds too little of it left hands its
 * fresh frame back (cx->bounced) instead of running it, everybody up to the trampoline suspends,
 * and the trampoline goes on with that frame.
 */
#ifndef ASYNCC_RUNTIME_COROUTINE_H
#define ASYNCC_RUNTIME_COROUTINE_H

#include <asyncc/abi.h>

/** C stack that calls may use below the place where the trampoline was entered. */
#define ASYNC__STACK (32u * 1024u)

/*
 * A state of a frame beside its suspension points and ASYNC_ENDED: it was cancelled before it
 * started, its status says so, and nothing of it ran.
 */
#define ASYNC__NEVER UINT32_MAX

/*
 * What of the context belongs to whoever runs now: saved where a trampoline is entered, so that a
 * plain function called in the middle of anything (evaluating the arguments of a spawn, say) may
 * step a generator or run a loop of its own.
 */
typedef struct async_entry {
    uintptr_t limit;
    const void *expected;
    async_branch_t *branch;
    async_ready_t *ready;
    async_loop_t *loop;
    uint32_t capture_head;
} async_entry_t;

/** Opens a place from which coroutines run, on the C stack as it is here. */
void async__enter(async_context_t *cx, async_entry_t *entry);
void async__exit(async_context_t *cx, const async_entry_t *entry);


/** Ends the step that a yield has told of; gives the frame that awaits it. */
async_frame_t *async__generator_stepped(async_context_t *cx);
/** What an async_next brings to the yield that it resumes: all bytes zero. */
void async__clear_sent(async_frame_t *root);

/*
 * The word that async_capture gives holds what it replaced: the limit (its low bits do not
 * matter), in bit 0 whether a ramp was expected, in bits 1 to 9 the head in words of four bytes.
 * So captures nest: f's arguments may spawn in `async_spawn(f(...))`.
 */
#define ASYNC__WAS_EXPECTED ((uintptr_t)1)
#define ASYNC__SAVED_BITS ((uintptr_t)1023)

/** The next ramp captures, and leaves `head` bytes free before the frame. See async_capture. */
static inline uintptr_t async__capture(async_context_t *cx, uint32_t head)
{
    uintptr_t before = cx->limit & ~ASYNC__SAVED_BITS;

    if (cx->expected) before |= ASYNC__WAS_EXPECTED;
    before |= (uintptr_t)(cx->capture_head / 4) << 1;
    cx->limit = UINTPTR_MAX;
    cx->expected = cx;
    cx->capture_head = head;
    return before;
}

void async__nothing_captured(void) __attribute__((noreturn));

static inline async_frame_t *async__captured(async_context_t *cx, uintptr_t before)
{
    async_frame_t *frame = cx->unfinished;
    uintptr_t limit = before & ~ASYNC__SAVED_BITS;

    if (ASYNC_UNLIKELY(!frame)) async__nothing_captured();
    cx->unfinished = NULL;
    cx->limit = limit == ~ASYNC__SAVED_BITS ? UINTPTR_MAX : limit;
    cx->expected = before & ASYNC__WAS_EXPECTED ? cx : NULL;
    cx->capture_head = (uint32_t)((before & ASYNC__SAVED_BITS) >> 1) * 4;
    return frame;
}

/** Resumes `frame`, then its awaiters in turn, until something suspends. */
static inline void async__trampoline(async_frame_t *frame, async_context_t *cx)
{
    for (;;) {
        async_step_t step = frame->resume(frame, cx);
        if (ASYNC_LIKELY(step == ASYNC_SUSPENDED)) {
            frame = cx->bounced;
            if (ASYNC_LIKELY(frame == NULL)) return;
            cx->bounced = NULL;
        } else if (ASYNC_UNLIKELY(step == ASYNC_YIELDED)) {
            frame = async__generator_stepped(cx);
        } else {
            frame = frame->parent;
        }
    }
}

#endif
