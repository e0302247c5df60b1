/*
 * deferred.h - what the end of a block runs: its defers, clean-up functions, arrays to free.
 *
 * source:  { A; defer D; B; }
 * becomes: { A; B; defer: D; <dispatch> }, the label and the dispatch as defers.h tells
 */
#ifndef LOWER_DEFERRED_H
#define LOWER_DEFERRED_H

#include "defers.h"

/* source: defer D. becomes: nothing here; D stands at the end of the block */
typedef struct Deferred {
    Region *region;
    const Stmt *stmt; /* the defer; or */
    Local *local;     /* a local with a clean-up function, or an array to free; */
                      /* neither: braces to close */
} Deferred;

typedef struct DeferredList {
    VEC(Deferred) all;
    Span block;
} DeferredList;

/** Opens the list of a block, `deferred`; gives the one of the block around it. */
DeferredList *deferred_open(Lower *l, const Stmt *block, DeferredList *deferred);
/** Ends the block: what is deferred stands there, the last one first. */
void deferred_close(Lower *l, const Stmt *block, DeferredList *outer);

/** A defer. */
void deferred_add(Lower *l, const Stmt *stmt);
/** An array whose memory is given back. */
void deferred_array(Lower *l, Local *local);
/** The variables with clean-up functions that an item of the block declares. */
void deferred_cleanups(Lower *l, const Stmt *block, uint32_t item);
/** Before a declaration that no jump may pass. */
void deferred_braces(Lower *l);

/** Whether it is an array of variable length with memory of its own. */
bool is_kept_array(const Local *local);

#endif
