/* generic.h - takes suspensions out of the associations of _Generic; part of spill.h's pass. */
#ifndef LOWER_GENERIC_H
#define LOWER_GENERIC_H

#include "spill.h"

/** The value of an EXPR_GENERIC in which an association suspends. */
Operand spill_generic(Lower *l, Expr *expr);

#endif
