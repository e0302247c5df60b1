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

/** The next ramp captures, and leaves `head` bytes free before the frame. See async_capture. */
uintptr_t async__capture(async_context_t *cx, uint32_t head);

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
