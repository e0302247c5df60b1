/*
 * diag.h - diagnostics are data: stages collect them, the end sorts and prints them once.
 */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include "source.h"
#include <stdio.h>

typedef enum DiagLevel { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR } DiagLevel;

/*
 * One message. Place: an offset of the main file, or (for headers) a file name with line, column
 * and the text of the line. Notes follow the diagnostic that they belong to.
 */
typedef struct Diag {
    DiagLevel level;
    const char *flag; /* "blocking-call" for -Wblocking-call; NULL: no flag */
    const char *file;
    uint32_t line, column; /* from 1 */
    uint32_t length;       /* bytes to underline, at least 1 */
    Str source_line;       /* the whole line, without its end; empty: unknown */
    Str message;
    uint32_t order; /* of being reported, the last sort key */
} Diag;

typedef struct DiagList DiagList;

DiagList *diag_list_new(Arena *arena);
/** -Wname, -Wno-name, -Werror, -Werror=name, -Wno-error=name; false when it is none of ours. */
bool diag_option(DiagList *list, const char *option);
/* A warning of asyncc's own, all on by default: its name in -W..., and what it warns of. */
typedef struct DiagFlag {
    const char *name, *help;
} DiagFlag;

/** All of them, by name. */
const DiagFlag *diag_flags(size_t *count);
/** Whether such an option names a warning of asyncc's own. */
bool diag_is_own_flag(const char *option);

/**
 * Reports at a span of the main file. A warning that is off is dropped. Where the text comes from a
 * header, notes say where that is included, where it comes from a macro's body, where that is
 * defined.
 */
void diag_at(DiagList *list, const Source *source, DiagLevel level, const char *flag, Span span,
             const char *format, ...) __attribute__((format(printf, 6, 7)));
/** Reports anywhere; the text is copied. */
void diag_in_file(DiagList *list, const Diag *diag);
/** A note that belongs to the last diagnostic reported. */
void diag_note(DiagList *list, const Source *source, Span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** Takes back the errors in a span of the main file whose message has these words in it. */
void diag_withdraw(DiagList *list, const Source *source, Span span, const char *words);

uint32_t diag_errors(const DiagList *list);

/** `file:line:col: error: message`, the line and a caret. Sorted by place, notes with their own. */
void diag_print_text(const DiagList *list, FILE *out, bool colour);
/** An array of objects; docs/command.md has the fields. */
void diag_print_json(const DiagList *list, FILE *out);

#endif
