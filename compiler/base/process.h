/* process.h - another program as a filter. */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include "arena.h"

/**
 * Runs a program, found as the shell finds it, with `in` as its standard input; what it prints goes
 * to the arena. 0; an errno where it cannot be run (ENOENT: there is none); -1: it failed.
 */
int process_filter(Arena *arena, char *const argv[], Str in, Str *out);

#endif
