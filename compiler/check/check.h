/*
 * check.h - the dialect's rules on the own tree: what jumps where, what is held across what.
 *
 * Requires: a unit as parse_unit leaves it; parse/ has checked what only clang's tree tells.
 * Leaves: nothing changed; errors and warnings in `diags`.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "../diag/diag.h"
#include "../ir/ast.h"

void check_unit(const Unit *unit, DiagList *diags);

#endif
