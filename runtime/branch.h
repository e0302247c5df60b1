/*
 * branch.h - branches: waking, running and cancelling them (internal; layer 1).
 *
 * A branch is either running (leaf NULL), or suspended at its leaf, or queued to run: at its leaf,
 * when that is a coroutine that has not started (state 0) or has given way (the pointer is
 * tagged), otherwise at the leaf's parent, since the leaf is an operation that has completed.
 *
 * Every branch belongs to a strand: the branch of a task, whose root frame tells where it runs.
 *
 *      strand                    root frame                       the loop's (or of no loop)
 *      | branch | two words | * | resume | parent --+--> end | resume | parent --> loop |
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

/**
 * A task's own branch. Its root frame lies ASYNC__STRAND_HEAD bytes behind. That one's parent is
 * the end of tasks: a frame that ends those of one loop, and whose parent, a frame for the type's
 * sake, is that loop; NULL for what runs on none.
 */
typedef struct async_strand {
    async_branch_t branch;
} async_strand_t;

#define ASYNC__STRAND_HEAD (sizeof(async_strand_t) + 2 * sizeof(void *))

static inline async_frame_t *async__strand_root(async_strand_t *strand)
{
    return (async_frame_t *)(void *)((char *)strand + ASYNC__STRAND_HEAD);
}

/** The loop on which it runs; NULL while it is driven by hand. */
static inline async_loop_t *async__strand_loop(async_strand_t *strand)
{
    return (async_loop_t *)(void *)async__strand_root(strand)->parent->parent;
}

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
    async_loop_t *loop = async__strand_loop(async__strand(branch));

    if (ASYNC_LIKELY(loop != NULL)) (void)async__ready_queue(async__ready_of(loop), branch);
    else async__wake_by_hand(branch);
}

/** Whether the leaf of a branch is a coroutine that has given way. */
static inline bool async__gave_way(const async_branch_t *branch)
{
    return ((uintptr_t)branch->leaf & 1) != 0;
}

/** The frame that it is, whether it has given way or not. */
static inline async_frame_t *async__leaf(const async_branch_t *branch)
{
    return (async_frame_t *)((uintptr_t)branch->leaf - async__gave_way(branch));
}

/** Whether a branch is suspended at an operation that goes on. */
static inline bool async__is_waiting(const async_branch_t *branch)
{
    return branch->leaf && !async__gave_way(branch) && branch->leaf->state == ASYNC__WAITING;
}

/** Runs a branch that was queued until it suspends or ends. */
static inline void async__run(async_branch_t *branch, async_context_t *cx)
{
    async_frame_t *frame = branch->leaf;

    if (async__gave_way(branch)) frame = async__leaf(branch);
    else if (ASYNC_LIKELY(frame->state != 0)) frame = frame->parent;
    branch->leaf = NULL;
    cx->branch = branch;
    async__trampoline(frame, cx);
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
