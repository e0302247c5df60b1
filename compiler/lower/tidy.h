/*
 * tidy.h - what lowering spells out and nobody needs.
 *
 * Requires: Routine.body, whole.
 * Leaves:   the same behaviour without jumps to what comes next anyway, and without ways out of
 *           the last defers that end as the end of the function does.
 */
#ifndef LOWER_TIDY_H
#define LOWER_TIDY_H

#include "context.h"

void tidy(Lower *l, Routine *routine);

#endif
