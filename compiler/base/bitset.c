#include "bitset.h"

enum { WORD_BITS = 64 };

static size_t words(const BitSet *s)
{
    return (s->bits + WORD_BITS - 1) / WORD_BITS;
}

BitSet bitset_new(Arena *arena, size_t bits)
{
    BitSet s = {NULL, bits};
    s.word = ARENA_ARRAY(arena, uint64_t, words(&s));
    return s;
}

void bitset_copy(BitSet *to, const BitSet *from)
{
    memcpy(to->word, from->word, words(to) * sizeof *to->word);
}

bool bitset_union(BitSet *to, const BitSet *from)
{
    uint64_t grown = 0;
    for (size_t i = 0; i < words(to); i++) {
        grown |= from->word[i] & ~to->word[i];
        to->word[i] |= from->word[i];
    }
    return grown != 0;
}

void bitset_minus(BitSet *to, const BitSet *from)
{
    for (size_t i = 0; i < words(to); i++) to->word[i] &= ~from->word[i];
}

size_t bitset_next(const BitSet *s, size_t i)
{
    while (i < s->bits) {
        uint64_t rest = s->word[i / WORD_BITS] >> (i % WORD_BITS);
        if (rest) return i + (size_t)__builtin_ctzll(rest);
        i = (i / WORD_BITS + 1) * WORD_BITS;
    }
    return s->bits;
}
