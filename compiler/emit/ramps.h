/*
 * ramps.h - which functions are needed under their own names.
 *
 * A coroutine that is static and only awaited where its frame is embedded is never called by its
 * name in the output: it has no ramp.
 */
#ifndef EMIT_RAMPS_H
#define EMIT_RAMPS_H

#include "../ir/program.h"

/** By Function.index. */
const bool *ramps_needed(const Program *program);

#endif
