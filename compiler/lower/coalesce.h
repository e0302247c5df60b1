/*
 * coalesce.h - a variable that is declared with the value of a temporary takes its place.
 *
 * source:   int n = await f();
 * was:      int t1 = self->f.result; int n = t1;
 * becomes:  int n = self->f.result;
 *
 * Requires: Routine.body, whole; unread temporaries are gone.
 * Leaves:   fewer temporaries in the text; the same values at the same places.
 */
#ifndef LOWER_COALESCE_H
#define LOWER_COALESCE_H

#include "context.h"

void coalesce(Lower *l, Routine *routine);

#endif
