/*
 * mini_runtime.h - as much of a runtime as the ABI's own proofs need: abi.h's out-of-line
 * functions, a ready queue, tasks that can be cancelled, and two operations to wait for.
 *
 * No loop, no libuv, no handles: what fails here is wrong in abi.h or in the shape of generated
 * code, not in the runtime.
 */
#ifndef ASYNCC_BENCH_MINI_RUNTIME_H
#define ASYNCC_BENCH_MINI_RUNTIME_H

#include <asyncc/abi.h>
#include <stdio.h>
#include <stdlib.h>

#define MINI_ECANCELED (-125)

/** A branch and how its root ended; the caller's, and alive until `done`. */
typedef struct mini_task {
    async_branch_t branch;
    async_frame_t *root; /* captured */
    int status;
    bool done;
} mini_task_t;

/** Queues a root that was captured: `mini_spawn(&task, cx, async_captured(cx, before))`. */
void mini_spawn(mini_task_t *task, async_context_t *cx, async_frame_t *root);
/** Asks a task that has started to end. */
void mini_cancel(mini_task_t *task, async_context_t *cx);
/** Gives back the root of a task that is done. */
void mini_release(mini_task_t *task, async_context_t *cx);
/** Runs the branch that is first in the queue; false when there is none. */
bool mini_turn(async_context_t *cx);
/** Runs until nothing is ready. */
void mini_drain(async_context_t *cx);
/** async_throw. */
bool mini_throw(async_frame_t *root, async_context_t *cx, int code);
/** Blocks of the pool that are in use. */
long mini_blocks(void);

/** An operation: to the back of the ready queue. */
struct pause__frame {
    async_frame_t base;
    async_branch_t *branch;
};
async_step_t pause__start(struct pause__frame *self, async_context_t *cx);

/** An operation: waits until the gate opens, for good. One waiter at a time. */
typedef struct gate {
    struct gate__frame *waiter;
    bool open;
} gate_t;
struct gate__frame {
    async_frame_t base;
    async_branch_t *branch;
    gate_t *gate;
};
async_step_t gate__start(struct gate__frame *self, async_context_t *cx, gate_t *gate);
void gate_open(gate_t *gate, async_context_t *cx);

/** Ends the program where `condition` does not hold. */
#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

#endif
