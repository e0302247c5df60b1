/*
 * defers.h - ways out of blocks with defers.
 *
 * source:   { A; defer D; B; }        with a `return` or `break` in B
 * becomes:  { A; B; leave = f__to_end;
 *           f__defer:
 *             D;
 *             if (raised) return async_raised(frame, raised);
 *             if (leave == f__to_return) return ASYNC_FINISHED;
 *             if (leave == f__to_break) break;
 *           }
 *
 * A way out sets `leave` (a raise sets `raised`) and jumps to the innermost label; each block's
 * dispatch hands what goes further out to the next.
 */
#ifndef LOWER_DEFERS_H
#define LOWER_DEFERS_H

#include "context.h"

/** Opens the region of a defer: what follows, up to `end`, leaves through it. */
Region *defers_open(Lower *l, Span span);
/**
 * Closes it at the end of its block: the label is appended, then the caller appends what is
 * deferred, then calls defers_dispatch.
 */
void defers_close(Lower *l, Region *region, bool end_reachable);
/** The same where what its end raises, or 0, is `raised`. The region is watched. */
void defers_close_raising(Lower *l, Region *region, Text raised);
void defers_dispatch(Lower *l, Region *region);

/** The region, and those around it, look at what was raised even where nothing in it raises. */
void defers_watch(Lower *l, Region *region);

/** Ends a shield: a cancellation that came meanwhile takes the place of what is in `raised`. */
void leave_shield(Lower *l, Local *raised);

/** Where a raise goes from here. Notes that it does on the way. */
Unwind leave_unwind(Lower *l);
/** Where a cancellation goes, or the close of a generator: no try holds it. */
Unwind leave_unwind_canceled(Lower *l);

/** The enumerator for reaching the end of a block is used by name. */
void leave_end(Lower *l);

/** Jumps, through the defers on their way. */
void leave_break(Lower *l);
void leave_continue(Lower *l);
void leave_goto(Lower *l, Str label);
/** Leaves the function; `value` is stored first. */
void leave_return(Lower *l, Text value);
void leave_raise(Lower *l, Text status);
/** The same for a cancellation, or the close of a generator. */
void leave_cancel(Lower *l, Text status);

/** Whether control cannot come out of the end of this list. */
bool list_ends_in_jump(const CodeList *list);

#endif
