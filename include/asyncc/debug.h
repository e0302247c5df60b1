/*
 * debug.h - looking at a program that runs: what its tasks wait for.
 *
 * Nothing here changes anything. Called inside a task, that task is told as running: its frames are
 * on the C stack, where a debugger finds them. docs/debugging.md shows how to use it.
 */
#ifndef ASYNCC_DEBUG_H
#define ASYNCC_DEBUG_H

#include <asyncc/loop.h>

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a dump is written; docs/dump.schema.json tells of the JSON. */
enum async_dump_format { ASYNC_DUMP_TEXT, ASYNC_DUMP_JSON };

/**
 * Writes each pending task of the loop that runs on this thread: its state, what it waits for, and
 * its chain of awaits with functions and places in the source, tasks that are awaited below those
 * who await them. How long each has waited is told where async_debug_clock was called. Without a
 * loop: a line that says so. Allocates.
 */
void async_dump(FILE *out);

/** The same of any loop of this thread's, running or not, in either format. */
void async_dump_loop(async_loop_t *loop, FILE *out, enum async_dump_format format);

/**
 * Dumps the loop to stderr whenever the process gets signal `signum`, from now on. 0, or a negative
 * code. ASYNC_DUMP=1 in the environment calls it with SIGUSR1 for each new loop (ASYNC_DUMP=json:
 * in that format).
 */
int async_dump_on_signal(async_loop_t *loop, int signum, enum async_dump_format format);

/**
 * From now on the loop notes when its tasks come to wait, so that dumps tell how long they have:
 * some 20 ns a step. ASYNC_DEBUG=1 in the environment calls it for each new loop.
 */
void async_debug_clock(async_loop_t *loop);

/**
 * Writes a timeline of the loop to `path`, from now on until the loop is closed: when each task
 * runs, what it waits for in between, who spawned and who woke it; in Chrome's trace format, which
 * Perfetto opens. 0, or a negative code. Looks at the whole task after each of its steps:
 * microseconds a step. ASYNC_TRACE=FILE in the environment calls it for each new loop; later loops
 * of the process write to FILE.2, FILE.3, ...
 */
int async_trace(async_loop_t *loop, const char *path);

/**
 * From now on reports on stderr steps of tasks and callbacks that hold the loop for more than 100 ms,
 * tasks that are pending when an async_run ends, coroutines of async_create that are released before
 * they have ended, and, when the loop is closed, tasks and futures that were made since and never
 * released, each with where it was spawned. ASYNC_DEBUG=1 in the environment calls it for each new loop.
 */
void async_debug_watch(async_loop_t *loop);

#ifdef __cplusplus
}
#endif

#endif
