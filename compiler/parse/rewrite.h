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
/** The text with p->digraphs spelled plainly. */
const Source *digraphs_spell(Parser *p);
/** What a call stands for; false when that cannot be told. */
bool expanded_text(Parser *p, const MacroCall *call, Str *out);

/** What __COUNTER__ gives behind a call, or behind the text of a call in a header. */
uint32_t counter_behind(Parser *p, const MacroCall *call);
uint32_t counter_behind_text(Parser *p, Str text, uint32_t counter);

/* counter.c */
/**
 * Where a call of p->expand counts by __COUNTER__: adds all others of the file that do, with their
 * numbers. NULL; or why that cannot be done.
 */
const char *counter_expand(Parser *p);

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
