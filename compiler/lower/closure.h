/*
 * closure.h - start expressions in plain functions: async_run(v = f(4)).
 *
 * source:  async_run(P) in a plain function, P more than a call
 * becomes: async_run(f__run(&(struct f__run__up){&v})), where f__run is an async function of ours
 *          that runs P; the locals of the function around it are reached by their addresses
 */
#ifndef LOWER_CLOSURE_H
#define LOWER_CLOSURE_H

#include "spill.h"

Operand closure_run(Lower *l, Expr *expr);

#endif
