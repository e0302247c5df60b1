/*
 * conditions.h - what holds on one of the ways out of a node, in the source's words.
 */
#ifndef LOWER_CONDITIONS_H
#define LOWER_CONDITIONS_H

#include "cfg.h"

/**
 * The condition under which `node` goes on to its successor number `way`: `n > 0`, `!(n > 0)`,
 * `case 3`. The arguments of awaited calls are left out: `async_write(...) < 0`. Empty where
 * nothing is asked, or the source has no words for it. The text is in the function's arena.
 */
Str condition_of_way(Lower *l, const Node *node, size_t way);

#endif
