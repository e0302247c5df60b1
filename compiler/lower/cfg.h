/*
 * cfg.h - the control-flow graph of a normalised function.
 *
 * A node is a step between two jumps at most: what it reads, what it surely writes, where control
 * goes next. A suspension is three nodes: its arguments, the suspension itself, its result.
 */
#ifndef LOWER_CFG_H
#define LOWER_CFG_H

#include "context.h"

typedef struct Node {
    uint32_t index;
    const Code *code;        /* NULL: made for a join or an exit */
    BitSet *live;            /* of a suspension: where to put what lives across; else NULL */
    BitSet use, def, in, out;
    VEC(struct Node *) next;
} Node;

typedef struct Cfg {
    Arena *arena;
    VEC(Node *) nodes;
    Node *entry, *exit; /* exit: the end of the body, fallen off */
    bool end_reachable;
} Cfg;

/** Requires: Routine.body. Also numbers the suspensions in the order of the source. */
Cfg *cfg_build(Lower *l, Routine *routine);
/** Fills Routine.edges. */
void states_link(Lower *l, Routine *routine, const Cfg *cfg);
/** Fills Node.in and out, the suspensions' live sets, and Routine.place[].across. */
void live_compute(Lower *l, Routine *routine, Cfg *cfg);

#endif
