/*
 * unread.h - temporaries that nothing reads go.
 *
 * Requires: Routine.body, complete.
 * Leaves:   no temporary that is set and not read, in a body or as the Await.dest of a callee;
 *           what was evaluated for one still is, where that does something.
 * Breaks:   nothing.
 */
#ifndef LOWER_UNREAD_H
#define LOWER_UNREAD_H

#include "context.h"

void unread_drop(Lower *l, Routine *routine);

#endif
