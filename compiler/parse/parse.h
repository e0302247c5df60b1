/*
 * parse.h - from text to the own tree: the only stage that knows libclang.
 *
 * Runs libclang over the file with ASYNC_PARSE defined, hands on what clang itself has to say, and
 * builds the tree of ir/ast.h for every function of the main file that has to be rewritten: the
 * coroutines, and plain functions that use defer, async_for, async_group or a form with a target.
 * Misuse that only clang's tree shows (an await in a sizeof, a call that is never started) is
 * reported here, by misuse.c; the rest by check/.
 *
 * Requires: a file that can be read.
 * Leaves: a Unit; its functions are complete only where nothing was reported as an error.
 */
#ifndef PARSE_PARSE_H
#define PARSE_PARSE_H

#include "../diag/diag.h"
#include "../ir/ast.h"

typedef struct ParseOptions {
    const char *name; /* as it is shown; where `text` is not given, the file that is read */
    Str text;         /* the file's text, when it does not come from `name`; at == NULL: read it */
    const char *const *arguments; /* -I, -D, -std=... as a C compiler takes them */
    size_t argument_count;
    const char *include; /* the folder of asyncc.h, looked at last; NULL: among the arguments */
} ParseOptions;

/** NULL, and an error in `diags`, when the file cannot be read or clang gives up. */
Unit *parse_unit(Arena *arena, const ParseOptions *options, DiagList *diags);

#endif
