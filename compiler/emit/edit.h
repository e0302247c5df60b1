/*
 * edit.h - what changes in the source text of a function when it is copied: names of locals that
 * moved, compound literals that did.
 *
 * Edits are apart from each other and ascending; each replaces the text that it stands for.
 */
#ifndef EMIT_EDIT_H
#define EMIT_EDIT_H

#include "../ir/code.h"

typedef enum EditKind {
    EDIT_LOCAL,         /* a name of a local */
    EDIT_LITERAL_BEGIN, /* the first character of a compound literal */
    EDIT_LITERAL_END    /* its last one */
} EditKind;

typedef struct Edit {
    Span span;
    EditKind kind;
    const Local *local;
    Access access; /* LOCAL */
} Edit;

typedef struct Edits {
    VEC(Edit) list;
} Edits;

Edits edits_of(Arena *arena, const Routine *routine);
/** Index of the first that begins at or behind `at`. */
size_t edits_find(const Edits *edits, uint32_t at);

#endif
