/*
 * calls.h - who awaits whom in a file: callees first, and which functions are recursive.
 */
#ifndef LOWER_CALLS_H
#define LOWER_CALLS_H

#include "../ir/ast.h"

typedef struct CallOrder {
    Function **function; /* callees before their callers, otherwise in source order */
    bool *recursive;     /* by Function.index: it awaits itself, directly or through others */
} CallOrder;

CallOrder calls_order(const Unit *unit);

#endif
