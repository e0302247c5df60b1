/*
 * rewrite.h - the unit's text with some macro calls expanded in it.
 */
#ifndef PARSE_REWRITE_H
#define PARSE_REWRITE_H

#include "parser.h"

/** The text with the calls of p->expand expanded; NULL, and errors in `diags`, when that fails. */
const Source *expand_calls(Parser *p, DiagList *diags);

/** Whether that can be done for a call. */
bool can_expand(Parser *p, const MacroCall *call);

/* origin.c */
/** The text of a header that was read; NULL: it cannot be had. */
Source *header_source(Parser *p, CXFile file);
/** Notes that the header is read for the #include at `at` of `includer`. */
void header_included(Source *header, const Source *includer, uint32_t at);
/** Where a macro's definition, a CXCursor *, begins: for MacroTable. */
SourcePlace definition_place(void *parser, const void *definition);
/** Adds macro calls whose body is reported about to p->expand; whether there are any. */
bool expand_reported(Parser *p);

#endif
