/*
 * joint.h - combinators whose children run at once: gather, race; and spawns.
 */
#ifndef LOWER_JOINT_H
#define LOWER_JOINT_H

#include "spill.h"

/** await async_gather(P1, ...) and async_race: `mode` is the joint's. */
Operand joint_lower(Lower *l, Start *start, const char *mode, Local *caught);
/** await async_wait_for(ms, P). */
Operand joint_wait_for(Lower *l, Start *start, Local *outer);
/** async_spawn(CALL) and what is alike: a call whose arguments may suspend. */
Operand spawn_lower(Lower *l, Expr *expr);

/** In await.c: a call that is going to be awaited, its arguments evaluated. */
Await *await_prepare_call(Lower *l, Call *call, Span at, Local *caught);
Operand await_result(Lower *l, Await *await);
/** A step of the async generator in `handle`, awaited: NAME is async_generator_next or ..._close. */
Await *await_generator(Lower *l, const char *name, const char *awaited, Local *handle, Span at);
/** An operation that the compiler brings in; its arguments are the caller's to add. */
Await *await_own_operation(Lower *l, const char *name, const char *awaited, Span at);
/** if (condition) raise status. */
void await_raise_if(Lower *l, Text condition, Text status);
/** The same for a cancellation, or the close of a generator: past every try. */
void await_cancel_if(Lower *l, Text condition, Text status);
/** The same for a form, whose status may be caught. */
Await *await_caught_operation(Lower *l, const char *name, Start *start, Local *caught);
/** Appends the suspension. */
void await_append(Lower *l, Await *await);

#endif
