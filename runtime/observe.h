/*
 * observe.h - who looks on while a loop runs: the timeline, the clock of suspensions, the watch
 * over callbacks that take too long (internal; layer 1).
 *
 * A loop without observers pays nothing for them in a step: async__loop_run_ready chooses once per
 * phase how branches are run.
 */
#ifndef ASYNCC_RUNTIME_OBSERVE_H
#define ASYNCC_RUNTIME_OBSERVE_H

#include "branch.h"

/*
 * One who looks on. Any function may be NULL; none may run coroutines, wake branches or change the
 * loop. `branch` may be a call's (ASYNC__CALLBACK), which is freed as it runs.
 */
typedef struct async_observer {
    struct async_observer *next;
    /* A queued branch is about to run. */
    void (*before)(struct async_observer *self, async_loop_t *loop, async_branch_t *branch);
    /*
     * It has run. `task`: it is a task's own; `ended`: and that is over, so that the branch may be
     * gone, as a call's is. `woken`: the first of those that were queued meanwhile, linked by next;
     * NULL: none.
     */
    void (*after)(struct async_observer *self, async_loop_t *loop, async_branch_t *branch,
                  bool ended, bool task, async_branch_t *woken);
    /* A task is now the loop's; it has not run yet. */
    void (*spawned)(struct async_observer *self, async_loop_t *loop, async_branch_t *task);
    /* A task is over; its frame and status are still there. */
    void (*ended)(struct async_observer *self, async_loop_t *loop, async_branch_t *task);
    /* The loop is being closed: the observer is no longer its own, and frees itself. */
    void (*closed)(struct async_observer *self, async_loop_t *loop);
} async_observer_t;

/** Adds one; it is told in the order of adding. (observe.c) */
void async__observe(async_loop_t *loop, async_observer_t *observer);
/** Tells all of them that a task was spawned, has ended; the loop is being closed. */
void async__observe_spawned(async_loop_t *loop, async_branch_t *task);
void async__observe_ended(async_loop_t *loop, async_branch_t *task);
void async__observe_closed(async_loop_t *loop);
/** Runs one queued branch, and tells them. */
void async__observe_run(async_loop_t *loop, async_branch_t *branch, async_context_t *cx);

#endif
