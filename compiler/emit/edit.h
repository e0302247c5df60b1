/*
 * edit.h - what changes in the source text of a function when it is copied: names of locals that
 * moved, compound literals that did, types that went before the frame.
 *
 * Edits are ascending; each replaces the text that it stands for. They are apart from each other,
 * but for those inside a definition that is gone.
 */
#ifndef EMIT_EDIT_H
#define EMIT_EDIT_H

#include "../ir/code.h"

typedef enum EditKind {
    EDIT_LOCAL,         /* a name of a local */
    EDIT_LITERAL_BEGIN, /* the first character of a compound literal */
    EDIT_LITERAL_END,   /* its last one */
    EDIT_RENAME,        /* becomes `text` */
    EDIT_TYPE,          /* becomes `type` */
    EDIT_HOIST          /* a definition that goes before the frame: `text` is left */
} EditKind;

typedef struct Edit {
    Span span;
    EditKind kind;
    const Local *local;
    Access access; /* LOCAL */
    Str text;
    const Type *type;
} Edit;

typedef struct Edits {
    VEC(Edit) list;
} Edits;

Edits edits_of(Arena *arena, const Unit *unit, const Routine *routine);
/** Of the text outside functions. */
Edits edits_outside(Arena *arena, const Unit *unit);
/** Index of the first that begins at or behind `at`. */
size_t edits_find(const Edits *edits, uint32_t at);

#endif
