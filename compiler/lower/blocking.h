/*
 * blocking.h - plain calls on another thread.
 */
#ifndef LOWER_BLOCKING_H
#define LOWER_BLOCKING_H

#include "spill.h"

/** await async_blocking(CALL), and its result. */
Operand blocking_lower(Lower *l, Start *start, Local *caught);

#endif
