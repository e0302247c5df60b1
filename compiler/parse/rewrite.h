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

#endif
