/*
 * frame.h - what the frame holds, and what everything in it is called.
 *
 * Requires: liveness (Routine.place[].across).
 * Leaves:   Routine.layout, frame_size, place[].field, the suspensions' labels and fields.
 */
#ifndef LOWER_FRAME_H
#define LOWER_FRAME_H

#include "context.h"

void frame_plan(Lower *l, Routine *routine);

#endif
