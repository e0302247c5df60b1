/*
 * include.h - the unit's text with headers that define coroutines in the place of their #include.
 */
#ifndef PARSE_INCLUDE_H
#define PARSE_INCLUDE_H

#include "expand.h"
#include "parser.h"

/** The text with the headers of p->header_functions in it; NULL when that cannot be done. */
const Source *include_headers(Parser *p);
/**
 * The text with what it includes of itself, or in the middle of a function of the dialect, in the
 * place of the #include; NULL: there is nothing like that.
 */
const Source *include_inside(Parser *p);

#endif
