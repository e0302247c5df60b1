/*
 * closure.h - start expressions that become async functions of ours, with frames of their own.
 *
 * source:  async_run(P) in a plain function, P more than a call
 * becomes: async_run(f__run(&(struct f__run__up){&v})), where f__run runs P; the locals of the
 *          function around it are reached by their addresses
 *
 * source:  await async_map(limit, T i, n, P); await async_serve_with(listener, T c, P)
 * becomes: await async_map(limit, n, f__map, self), where f__map(up, i) runs P with an `i` of its
 *          own; the locals of the function around it are reached in its frame
 */
#ifndef LOWER_CLOSURE_H
#define LOWER_CLOSURE_H

#include "spill.h"

Operand closure_run(Lower *l, Expr *expr);
Operand closure_map(Lower *l, Start *start, Local *caught);
Operand closure_serve(Lower *l, Start *start, Local *caught);

/** What is declared inside a start expression that becomes a branch is the branch's own. */
void branch_takes(Lower *l, Await *branch, Span span);

#endif
