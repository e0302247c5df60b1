/*
 * session.h - one run of libclang over the main file.
 */
#ifndef PARSE_SESSION_H
#define PARSE_SESSION_H

#include "../base/vec.h"
#include "../diag/diag.h"
#include "parse.h"
#include <clang-c/Index.h>

typedef struct Session {
    CXIndex index;
    CXTranslationUnit unit;
    CXFile file; /* the main file */
} Session;

/** Parses `source` in place of the file's text. False when clang gives up. */
bool session_open(Session *session, Arena *arena, const ParseOptions *options,
                  const Source *source);
void session_close(Session *session);

/** Hands on what clang has to say. `source` is the text that was parsed. */
void session_diagnostics(const Session *session, Arena *arena, const Source *source,
                         DiagList *diags);

typedef VEC(uint32_t) Offsets;
/** Where in the main file clang found errors; one at 0 for all that are elsewhere. */
void session_error_places(const Session *session, Arena *arena, Offsets *out);

/** resource.c: the folder of clang's builtin headers; empty: libclang finds it. */
Str resource_folder(Arena *arena);

#endif
