/*
 * await.h - start expressions: what an await, a spawn or a combinator runs.
 *
 * Requires: a Start of the source tree.
 * Leaves:   its suspension (Await) at the end of the current list, its arguments evaluated before.
 */
#ifndef LOWER_AWAIT_H
#define LOWER_AWAIT_H

#include "spill.h"

/**
 * Runs a start expression and gives its result. With `caught` its status goes there instead of
 * being raised, and the result is there only when that is 0.
 */
Operand await_start(Lower *l, Start *start, Local *caught);
/** The same where nobody reads the result, for which no temporary is made then. */
void await_discard(Lower *l, Start *start, Local *caught);
/** Whether that is another thing than await_start. */
bool await_has_discard(const Start *start);
/** yield E, and its value. */
Operand await_yield(Lower *l, Expr *expr);
/** A form that stands without await: async_raise, async_check, async_run. */
Operand await_form(Lower *l, Expr *expr);

#endif
