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

/** `embed_limit`: bytes of the largest frame that is put into its caller's. */
void lower_unit(const Unit *unit, uint32_t embed_limit, DiagList *diags, Program *out);

#endif
