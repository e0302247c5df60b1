/* bitset.h - sets of small numbers, of a size fixed when made, in an arena. */
#ifndef BASE_BITSET_H
#define BASE_BITSET_H

#include "arena.h"
#include <stdint.h>

typedef struct BitSet {
    uint64_t *word;
    size_t bits;
} BitSet;

BitSet bitset_new(Arena *arena, size_t bits);

static inline void bitset_add(BitSet *s, size_t i) { s->word[i / 64] |= (uint64_t)1 << (i % 64); }
static inline void bitset_remove(BitSet *s, size_t i) { s->word[i / 64] &= ~((uint64_t)1 << (i % 64)); }
static inline bool bitset_has(const BitSet *s, size_t i) { return s->word[i / 64] >> (i % 64) & 1; }

void bitset_copy(BitSet *to, const BitSet *from);
/** Adds all of `from`; true when `to` has grown. */
bool bitset_union(BitSet *to, const BitSet *from);
void bitset_minus(BitSet *to, const BitSet *from);
/** The next member at or after `i`, or `bits`. */
size_t bitset_next(const BitSet *s, size_t i);

#define BITSET_EACH(s, i) for (size_t i = bitset_next((s), 0); i < (s)->bits; i = bitset_next((s), i + 1))

#endif
