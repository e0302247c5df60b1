/*
 * settings.h - what the environment asks of a new loop (internal).
 *
 * ASYNC_SEED=N shuffles the ready queue; ASYNC_VIRTUAL_TIME=1 makes the clock jump; ASYNC_DEBUG=1
 * reports more. Read when a loop is made.
 */
#ifndef ASYNCC_RUNTIME_SETTINGS_H
#define ASYNCC_RUNTIME_SETTINGS_H

#include <asyncc/abi.h>

/** Sets a loop that is being opened up as the environment says. */
void async__settings_apply(async_loop_t *loop);

/** Whether a variable is set, and not to 0. */
bool async__setting(const char *name);

/**
 * Opens what the environment asks of debug/ for a loop that has been opened: dumps, clock, timeline.
 * (debug/open.c, of a higher layer; it adds observers, nothing else.)
 */
void async__debug_open(async_loop_t *loop);

#endif
