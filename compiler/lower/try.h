/*
 * try.h - async_try and async_shield: what is raised inside does not go on at once.
 *
 * source:  st = await async_try(f(await g()))
 * becomes: <g; what it raises: st = it; goto f__tried>
 *          <f, its status in st>
 *      f__tried:
 *          if (st && async_canceling(cx)) return async_raised(frame, st);
 *
 * The label is there only where an operand may raise. Jumps pass a try as if it were not there.
 */
#ifndef LOWER_TRY_H
#define LOWER_TRY_H

#include "spill.h"

/** async_try(P): its status. `outer`, the status of a try around it, is 0 then. */
Operand try_lower(Lower *l, Start *start, Local *outer);
/** await async_shield(P): P's result. */
Operand shield_lower(Lower *l, Start *start, Local *caught);

#endif
