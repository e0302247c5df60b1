/*
 * diag_list.h - what a DiagList is made of: shared by the collector (diag.c) and the printers
 * (print_text.c, print_json.c), and by nobody else.
 */
#ifndef DIAG_DIAG_LIST_H
#define DIAG_DIAG_LIST_H

#include "../base/map.h"
#include "../base/vec.h"
#include "diag.h"

enum { FLAG_COUNT = 10 };

typedef enum FlagChange { FLAG_ON, FLAG_OFF, FLAG_ERROR, FLAG_NO_ERROR } FlagChange;

/* What -Werror=name and -Wno-error=name made of a warning; otherwise -Werror decides. */
typedef enum FlagError { AS_ALL, ALWAYS, NEVER } FlagError;

typedef struct FlagState {
    bool off;
    FlagError error;
} FlagState;

/* A diagnostic and the notes that belong to it. */
typedef struct DiagEntry {
    Diag diag;
    bool promoted; /* a warning that the options made an error */
    VEC(Diag) notes;
} DiagEntry;

struct DiagList {
    Arena *arena;
    VEC(DiagEntry) entries; /* in the order of report */
    Map seen;               /* place and text of every entry */
    uint32_t errors, order;
    bool last_dropped;      /* the last report was no entry, so its notes are none either */
    bool all_errors;        /* -Werror */
    bool silent;            /* -w */
    FlagState flag[FLAG_COUNT];
};

/** The entries by file, line, column, order of report; in the list's arena. */
const DiagEntry **diag_sorted(const DiagList *list);

#endif
