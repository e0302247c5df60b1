/*
 * queue.h - queues: await async_get(q), await async_put(q, v).
 *
 * Requires: the form's start expression.
 * Leaves:   the operation's suspension, which ends with the promise of an item or of a place, and
 *           behind it, before anything else, the call that redeems the promise.
 */
#ifndef LOWER_QUEUE_H
#define LOWER_QUEUE_H

#include "spill.h"

/** The item; with `caught` it is there only when that is 0. */
Operand queue_get(Lower *l, Start *start, Local *caught);
Operand queue_put(Lower *l, Start *start, Local *caught);

#endif
