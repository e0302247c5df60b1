/*
 * inspect.h - what tasks wait for, read from a program's memory and told as text or JSON.
 *
 * Part of the runtime, which looks at its own program (async_dump), and of the command, which looks
 * at another (asyncc ps). So everything is read through a function, and nothing is taken on trust:
 * what cannot be read ends a chain, it does not end the walk.
 *
 *      memory.c   reading: coroutines' descriptors and strings, each read once
 *      walk.c     a task: from its root frame to what each of its branches waits for
 *      tasks.c    a loop's tasks, and who awaits whom
 *      text.c, json.c   told to people and to programs
 *
 * It knows abi.h and the frames of a few operations; where the runtime keeps the rest is said by
 * its layout, a constant object named async__layout.
 */
#ifndef INSPECT_H
#define INSPECT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/** The object's name, and what its first bytes are. */
#define ASYNC__LAYOUT_NAME "async__layout"
#define ASYNC__LAYOUT_MAGIC "asyncc tasks 2"

/*
 * Where the runtime keeps what abi.h does not tell: offsets in bytes, of a loop and of what lies
 * before a task's frame.
 */
typedef struct async__layout {
    char magic[16];
    uint32_t abi, pointer_size;
    const void *loops;     /* a pointer to the first loop */
    uint32_t loop_next;    /* to the next one */
    uint32_t loop_tasks;   /* head of the list of tasks */
    uint32_t loop_virtual; /* bool: whether its clock is virtual */
    uint32_t loop_virtual_now;
    uint32_t loop_clock; /* a pointer to an async__clock_t; NULL: nobody notes when */
    uint32_t task_link;  /* in that list */
    uint32_t task_branch, task_site, task_coroutine;
    uint32_t task_size;                          /* the frame follows */
    uint32_t flag_cancel, flag_done, flag_named; /* of async_branch_t.flags */
    uint32_t state_waiting;                      /* of an operation's frame */
    uint32_t state_never; /* of a frame that was cancelled before it started */
} async__layout_t;

/* When branches came to wait: an open hash table by their addresses. */
typedef struct async__moment {
    uint64_t branch; /* 0: free */
    uint64_t ms;
} async__moment_t;
typedef struct async__clock {
    async__moment_t *moment;
    uint64_t room, used; /* room: a power of two */
} async__clock_t;

/** Where a branch's entry is, or would be. */
static inline uint64_t async__clock_slot(uint64_t branch, uint64_t room)
{
    return ((branch >> 4) * 0x9E3779B97F4A7C15u >> 20) & (room - 1);
}

/** Memory that is looked at. `read` copies `size` bytes from `at`; false when it cannot. */
typedef struct async__memory {
    bool (*read)(void *arg, uint64_t at, void *to, size_t size);
    void *arg;
    uint64_t now_ms; /* of the system's monotonic clock; 0: not known */
} async__memory_t;

enum async__inspect_format { ASYNC__INSPECT_TEXT, ASYNC__INSPECT_JSON };

/**
 * Writes the tasks of the loops that a layout leads to; of one alone, where `loop` is not 0. 0; or
 * why not, a string.
 */
const char *async__inspect(const async__memory_t *memory, uint64_t layout, uint64_t loop,
                           enum async__inspect_format format, FILE *out);

#endif
