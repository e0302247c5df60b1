/*
 * lower.h - from the source tree to what the emitters print.
 *
 * Requires: a checked unit.
 * Leaves:   a Routine for each of its functions, callees before callers lowered (the frame of a
 *           callee that is embedded has to be known), in source order in the result.
 */
#ifndef LOWER_LOWER_H
#define LOWER_LOWER_H

#include "../diag/diag.h"
#include "../ir/program.h"

/**
 * `embed_limit`: bytes of the largest frame that is put into its caller's. `edges`: fill in
 * Routine.edges, which pictures need and C does not.
 */
void lower_unit(const Unit *unit, uint32_t embed_limit, bool edges, DiagList *diags, Program *out);

#endif
