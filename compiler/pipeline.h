/* pipeline.h - a dialect file in, its translation out. */
#ifndef PIPELINE_H
#define PIPELINE_H

#include "base/arena.h"
#include "base/options_data.h"
#include "diag/diag.h"

/** The folder of asyncc.h beside the installed command, or where it was to be installed: looked at
    last. NULL: it is in neither. */
const char *pipeline_headers(Arena *arena);

/**
 * Translates options->input and writes what the options ask for. Reports to `diags`, prints
 * nothing. 0; 1: errors in the source, and no file was written; 2: a file that cannot be read or
 * written.
 */
int pipeline_run(const Options *options, Arena *arena, DiagList *diags);

#endif
