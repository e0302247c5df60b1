/*
 * c_file.h - the C file: the source with each of its coroutines replaced.
 *
 * Requires: a lowered program.
 * Leaves:   the text; `output_name` is what #line calls the lines that no source stands behind
 *           (NULL: no #line at all).
 */
#ifndef EMIT_C_FILE_H
#define EMIT_C_FILE_H

#include "../ir/program.h"

Str emit_c(const Program *program, const char *output_name);

#endif
