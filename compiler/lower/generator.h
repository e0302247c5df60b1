/*
 * generator.h - yields, and the awaited steps of generators.
 */
#ifndef LOWER_GENERATOR_H
#define LOWER_GENERATOR_H

#include "spill.h"

/** await async_next(g), async_throw(g, code), async_close(g): `name` is the operation. */
Operand generator_step(Lower *l, Start *start, const char *name, Local *caught);
/** await async_send(g, v). */
Operand generator_send(Lower *l, Start *start, Local *caught);
/** async_try(x = yield v) and async_try(r = yield_from g()): the status goes to `caught`. */
Operand generator_yield_of(Lower *l, Expr *expr, Local *caught);

#endif
