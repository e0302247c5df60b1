/*
 * section.h - the unit's text without conditions of the preprocessor that reach into what is
 * rewritten.
 */
#ifndef PARSE_SECTION_H
#define PARSE_SECTION_H

#include "expand.h"
#include "parser.h"

/** Finds all sections of the file. */
void sections_scan(Parser *p);
/**
 * Marks those that cannot stay in a function that is rewritten, once its tree is there; any other
 * directive that cannot is an error.
 */
void sections_of_function(Parser *p, const Function *function);
/** The text without those that are marked, or stand in calls of p->expand; NULL: there are none. */
const Source *sections_resolve(Parser *p);

#endif
