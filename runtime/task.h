/*
 * task.h - tasks (internal; layer 3).
 *
 *      created -> queued -> running <-> suspended -> done -> freed with the last reference
 *
 * A task is pending from its registration to its end: it is in its loop's list, and owns a
 * reference to itself. Its root frame's parent is a sentinel whose resume function ends the task.
 */
#ifndef ASYNCC_RUNTIME_TASK_H
#define ASYNCC_RUNTIME_TASK_H

#include <asyncc/task.h>

#include "handle.h"
#include "loop.h"

/** A task of the frame that was captured, not yet on a loop, with `owners` references. */
async_handle_rep_t *async__task_new(uintptr_t before, const async_site_t *site, uint32_t owners);

async_handle_rep_t *async__task_of(async_frame_t *root, const async_site_t *site, uint32_t owners);

/** Puts it on `loop`, where it is then to be woken. It owns itself from now on. */
void async__task_register(async_handle_rep_t *task, async_loop_t *loop);

/** Asks for its end, and for that of the tasks that it awaits. False when it was done. */
bool async__task_cancel(async_handle_rep_t *task, async_context_t *cx);

/*
 * A walk: what a cancellation comes to, from task to task. Whoever cancels several tasks brackets
 * that, so that one that had been cancelled before is come to once, by however many ways.
 *
 * A walk may come back to a task that is pursued: the circle has to be opened by an await that the
 * walk went through. enter gives how many circles were closed before; after what was walked, opens
 * says whether there are more, which the caller then opens, by giving up its await.
 */
unsigned async__walk_enter(void);
bool async__walk_opens(unsigned before);
void async__walk_leave(void);

/** The task that an await of a handle is waiting for; NULL when `frame` is no such await. */
async_handle_rep_t *async__awaited_task(async_frame_t *frame);

/** Cancels what is pending on a loop that is entered, and turns it until nothing is. */
void async__loop_finish(async_loop_t *loop, async_context_t *cx);

/** Turns a loop that is entered until `handle` is done, and its callbacks have run. */
void async__loop_turn_until(async_loop_t *loop, async_context_t *cx, void *handle);

/**
 * Runs a task on a loop that is not running yet; then ends every other task and closes the handles
 * that the program left open. Gives the task's status.
 */
int async__loop_run_task(async_loop_t *loop, async_handle_rep_t *task);

/** How many wait for SIGINT themselves: while there are any, it does not cancel an async main. */
extern _Atomic uint32_t async__interrupt_takers;

#endif
