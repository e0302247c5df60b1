/*
 * include.h - the unit's text with headers that define coroutines in the place of their #include.
 */
#ifndef PARSE_INCLUDE_H
#define PARSE_INCLUDE_H

#include "expand.h"
#include "parser.h"

/** The text with the headers of p->header_functions in it; NULL when that cannot be done. */
const Source *include_headers(Parser *p);
/** The text with itself in the place of its own includes of itself; NULL: there are none. */
const Source *include_self(Parser *p);

#endif
