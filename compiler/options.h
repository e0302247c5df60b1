/* options.h - the command line. One table gives parsing, --help and the manual page's list. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base/arena.h"
#include "base/options_data.h"
#include "diag/diag.h"

/**
 * Fills `out` from the command line. Warning options are given to `diags`, and so are complaints.
 * 0, or 2: wrong usage (`out` still tells how diagnostics are to be printed).
 */
int options_parse(Options *out, Arena *arena, DiagList *diags, int argc, char **argv);

/** Whether a compiler's option says something to the parse: -D, -std=, -Wblocking-call, ... */
bool options_is_for_parse(const char *word);
/** Whether an option is asyncc's alone: a compiler would not know it. */
bool options_is_own(const char *word);

/** --help, --version, or the list of options in the manual page's own format (roff). */
void options_show(ShowKind show, FILE *out);

#endif
