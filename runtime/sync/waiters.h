/*
 * waiters.h - lines of waiters: what all of this folder waits by (internal; layer 4).
 *
 * An operation that waits stands in the line of the object that it waits for, by the `waiter` in
 * its frame. Whoever serves it takes it out of the line and completes it, in this order: a frame
 * that has completed is in no line, and may vanish at any time.
 *
 * The state of an operation that is interrupted says what there is to give back:
 *
 *      waiting                  its place in the line
 *      completed with status 0  what it was given: a lock, a permit, a promise
 *      completed otherwise      nothing (it may be interrupted twice: by a time-out and a cancel)
 */
#ifndef ASYNCC_RUNTIME_WAITERS_H
#define ASYNCC_RUNTIME_WAITERS_H

#include <asyncc/sync.h>

#include "alloc.h"
#include "operation.h"

/* ------------------------------------------------------------------ lines */

/** The last place in the line. */
static inline void waiters_append(async_waiters_t *line, async_waiter_t *waiter)
{
    waiter->next = NULL;
    waiter->prev = line->last;
    *(line->last ? &line->last->next : &line->first) = waiter;
    line->last = waiter;
}

static inline void waiters_remove(async_waiters_t *line, async_waiter_t *waiter)
{
    *(waiter->prev ? &waiter->prev->next : &line->first) = waiter->next;
    *(waiter->next ? &waiter->next->prev : &line->last) = waiter->prev;
}

/** Who is first in the line, taken out of it; NULL when nobody waits. */
static inline async_waiter_t *waiters_take(async_waiters_t *line)
{
    async_waiter_t *waiter = line->first;

    if (waiter) waiters_remove(line, waiter);
    return waiter;
}

/* ------------------------------------------------------------------ waiting and waking */

/** Ends the operation of `waiter`, who is in no line, with `status`. */
static inline void waiter_complete(async_waiter_t *waiter, int status)
{
    async__operation_complete(waiter->branch->leaf, waiter->branch, status);
}

/** Ends all in the line, who came first first. */
static inline void waiters_complete(async_waiters_t *line, int status)
{
    async_waiter_t *waiter;

    while ((waiter = waiters_take(line)) != NULL) waiter_complete(waiter, status);
}

/** Makes `self`, a frame of this folder, wait at the end of `line`. */
#define sync_wait(self, cx, line, interrupt)                                                       \
    (waiters_append((line), &(self)->waiter),                                                      \
     async__operation_wait(&(self)->base, &(self)->waiter.branch, (cx), (interrupt)))

/**
 * The end of an interrupt: an operation that still waits leaves `line`; it ends as cancelled. True
 * when it had been served: what it was given is to be handed on. (The object may be gone if not.)
 */
static inline bool sync_cancelled(async_frame_t *frame, async_waiter_t *waiter,
                                  async_waiters_t *line)
{
    bool served = frame->state == ASYNC__COMPLETED && frame->status == 0;

    if (frame->state != ASYNC__COMPLETED) waiters_remove(line, waiter);
    async__operation_complete(frame, waiter->branch, ASYNC_ECANCELED);
    return served;
}

#endif
