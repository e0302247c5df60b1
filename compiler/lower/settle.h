/*
 * settle.h - what is known only once the frame is planned.
 *
 * Requires: Routine.body, whole; the frame's plan.
 * Leaves:   no `leave = ...` that nobody reads, no `raised = 0` where `raised` is a C local: it is 0
 *           from its declaration on wherever nothing is being unwound; the last defers' dispatch
 *           ends the function.
 */
#ifndef LOWER_SETTLE_H
#define LOWER_SETTLE_H

#include "context.h"

void settle(Routine *routine);

#endif
