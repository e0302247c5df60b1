/*
 * walk.h - a task's frames, from its root to what each of its branches waits for, as a list of
 * steps that can be told in order.
 *
 *      FRAME main, FRAME f, JOINT { CHILD { FRAME g, OPERATION sleep } CHILD { FRAME h, HANDLE } }
 */
#ifndef INSPECT_WALK_H
#define INSPECT_WALK_H

#include "memory.h"

enum step_kind {
    STEP_FRAME,     /* a coroutine that is suspended at a point */
    STEP_FRESH,     /* one that has not started */
    STEP_NEVER,     /* one that was cancelled before it started */
    STEP_RUNNING,   /* one that runs at this moment, or frames of it do */
    STEP_OPERATION, /* an operation of the runtime: what the frame before it waits for */
    STEP_HANDLE,    /* the task or future that it waits for */
    STEP_CHILD,     /* a child of the joint before it begins */
    STEP_DONE,      /* inside a child: it is over, the others are not */
    STEP_END,       /* of a child */
    STEP_LOST       /* the chain cannot be read any further */
};

typedef struct step {
    enum step_kind kind;
    bool ready;            /* OPERATION: it has completed, the task has not run yet */
    uint32_t line, column; /* FRAME: in its file */
    const described_t *of; /* FRAME, FRESH, NEVER, RUNNING, OPERATION */
    const char *awaited;   /* FRAME, CHILD: as the source says */
    uint64_t at;           /* address of the frame; HANDLE: of what the handle points to */
    uint64_t deadline;     /* OPERATION, of a sleep: when it ends, in ms; 0: it has none */
    uint64_t branch;       /* CHILD: address */
} step_t;

typedef struct walk {
    step_t *step;
    size_t count, room;
} walk_t;

/** Replaces what `walk` holds by the steps of the task whose control block is at `task`. */
void inspect_walk(reader_t *r, uint64_t task, walk_t *walk);

#endif
