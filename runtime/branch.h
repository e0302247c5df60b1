/*
 * branch.h - branches: waking, running and cancelling them (internal; layer 1).
 *
 * A branch is either running (leaf NULL), or suspended at its leaf, or queued to run: at its leaf,
 * when that is a coroutine that has not started (state 0), otherwise at the leaf's parent, since
 * the leaf is an operation that has completed.
 *
 * Every branch belongs to a strand: the branch of a task, with the loop it runs on.
 */
#ifndef ASYNCC_RUNTIME_BRANCH_H
#define ASYNCC_RUNTIME_BRANCH_H

#include <asyncc/abi.h>
#include <asyncc/status.h>

#include "coroutine.h"
#include "list.h"

/** async_branch.flags: of any branch, then of a task's or future's own; 4 and 16 are in abi.h. */
enum {
    ASYNC__REFUSING = 1,   /* an operation is being refused: its end wakes nobody */
    ASYNC__CHILD = 2,      /* an async_child_t's */
    ASYNC__DELIVERED = 8,  /* the cancellation has left the await where the branch stood */
    ASYNC__DONE = 32,      /* the handle is done */
    ASYNC__SEEN = 64,      /* somebody looked at its status */
    ASYNC__NAMED = 128,    /* it has a name of its own */
    ASYNC__BY_HAND = 256,  /* not scheduled: driven by async_step */
    ASYNC__CALLBACK = 512, /* no coroutine: a call of async_call_soon, queued */
    ASYNC__PURSUED = 1024, /* a task whose interrupt is going on: to wait for it is to wait for oneself */
    ASYNC__CIRCLE = 2048,  /* a pursued task was come to again: its await that led there is given up */
    ASYNC__PASSED = 4096,  /* a task that was cancelled before: this cancellation has come to it */
    ASYNC__PUT_OFF = 8192  /* its interrupt has its turn later, see async__spread_enter */
};

/** A task's own branch, and where it runs. */
typedef struct async_strand {
    async_loop_t *loop; /* NULL while it is driven by hand */
    async_branch_t branch;
} async_strand_t;

/*
 * Branches that are to run, first in, first out. `last` points to where the next one goes. While
 * the loop is in its poll, what is queued has to end that; and what completes before may run there
 * and then, without being queued.
 */
typedef struct async_ready {
    async_branch_t *first, **last;
    bool polling;
    async_context_t *direct; /* NULL unless it polls, and branches may run from there */
} async_ready_t;

/** Ends the poll that is under way: what comes from now on is queued. (loop.c) */
void async__ready_alarm(async_ready_t *ready);

static inline void async__ready_init(async_ready_t *ready)
{
    ready->first = NULL;
    ready->last = &ready->first;
    ready->polling = false;
    ready->direct = NULL;
}

static inline void async__ready_push(async_ready_t *ready, async_branch_t *branch)
{
    branch->next = NULL;
    *ready->last = branch;
    ready->last = &branch->next;
}

/** Takes all of them, as a list ended by NULL. */
static inline async_branch_t *async__ready_take(async_ready_t *ready)
{
    async_branch_t *first = ready->first;
    ready->first = NULL;
    ready->last = &ready->first;
    return first;
}

/** Queues a branch of a loop, whose poll may be under way. */
static inline void async__ready_queue(async_ready_t *ready, async_branch_t *branch)
{
    async__ready_push(ready, branch);
    if (ASYNC_UNLIKELY(ready->polling)) async__ready_alarm(ready);
}

/** A loop's ready queue, which is its first member. */
static inline async_ready_t *async__ready_of(async_loop_t *loop)
{
    return (async_ready_t *)(void *)loop;
}

/** Branches of this thread that belong to no loop: those of coroutines driven by hand. */
extern _Thread_local async_ready_t async__by_hand;

/** The strand that a branch belongs to. */
static inline async_strand_t *async__strand(async_branch_t *branch)
{
    if (ASYNC_UNLIKELY(branch->flags & ASYNC__CHILD)) return ((async_child_t *)branch)->strand;
    return container_of(branch, async_strand_t, branch);
}

/** Queues a suspended branch, which must not be queued already. */
void async__wake_by_hand(async_branch_t *branch);
static inline void async__wake(async_branch_t *branch)
{
    async_loop_t *loop = async__strand(branch)->loop;

    if (ASYNC_LIKELY(loop != NULL)) async__ready_queue(async__ready_of(loop), branch);
    else async__wake_by_hand(branch);
}

/** Whether a branch is queued: its leaf has completed, or is a coroutine that has not started. */
static inline bool async__is_queued(const async_branch_t *branch)
{
    return branch->leaf && branch->leaf->state != ASYNC__WAITING;
}

/** Runs a branch that was queued until it suspends or ends. */
static inline void async__run(async_branch_t *branch, async_context_t *cx)
{
    async_frame_t *leaf = branch->leaf;

    branch->leaf = NULL;
    cx->branch = branch;
    async__trampoline(ASYNC_LIKELY(leaf->state != 0) ? leaf->parent : leaf, cx);
}

/**
 * Asks a branch to end: interrupts it where it is suspended, or when it next suspends. One that had
 * been asked before may wait for others in turn, so what it waits for is asked again.
 */
void async__cancel(async_branch_t *branch, async_context_t *cx);

/** Interrupts `branch` where it is suspended, if a cancellation is due. */
void async__interrupt(async_branch_t *branch, async_context_t *cx);
/** The same for one that has been asked before: only what still waits. */
void async__interrupt_again(async_branch_t *branch, async_context_t *cx);

/*
 * An operation that waits for other branches is interrupted by cancelling those, which may wait for
 * others in turn. Its interrupt function brackets that:
 *
 *      if (async__spread_enter(branch)) { cancel them; async__spread_leave(cx); }
 *
 * so that nesting takes C stack to a bounded depth only. Beyond it enter is false, and the interrupt
 * function of the branch's leaf is called again before the outermost leave returns.
 */
bool async__spread_enter(async_branch_t *branch);
void async__spread_leave(async_context_t *cx);

/** Whether a cancellation of `branch` is due now: asked for, and no shield holds it off. */
bool async__cancel_due(const async_branch_t *branch);

#endif
