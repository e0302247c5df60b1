/*
 * layout.h - a frame as rows, for the emitters that show it: what lies where, for how long, and
 * what else lies there.
 */
#ifndef EMIT_LAYOUT_H
#define EMIT_LAYOUT_H

#include "../ir/program.h"

typedef struct Row {
    Str name;              /* of the field in the generated struct */
    Str what;              /* `int n`, `frame of leaf` */
    const Local *local;    /* or */
    const Await *child;    /* or neither: head, result, value */
    uint64_t offset, size; /* bytes, from the frame's head */
    BitSet across;         /* states, from 0, that it lives across; a child's: its own */
    bool always;           /* it is no local: it is there from the beginning to the end */
} Row;

typedef VEC(Row) Rows;

/** The parts of a frame, by offset. */
Rows layout_rows(Arena *arena, const Routine *routine);
/** Whether two parts lie in the same bytes. */
bool layout_shares(const Row *a, const Row *b);
/** `leaf (88) > async_sleep (56)`: the largest child, the largest in that, and so on; or empty. */
Str layout_path(Arena *arena, const Routine *routine);

/** The name of a state, without the function's: `read`, `yield_2`. */
Str layout_state(const Routine *routine, size_t state);
Span layout_state_at(const Suspension *suspension);

#endif
