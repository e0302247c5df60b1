/*
 * type.h - C types as far as translation needs them: how to declare a name of the type, and what
 * kind of thing it is. Made by parse from libclang's types; immutable; compared by pointer only
 * where said.
 */
#ifndef IR_TYPE_H
#define IR_TYPE_H

#include "../base/arena.h"
#include <stdint.h>

typedef enum TypeClass {
    TYPE_VOID,
    TYPE_SCALAR,  /* integers, floating types, enums, bool, nullptr_t, complex, vectors */
    TYPE_POINTER, /* element: what it points to */
    TYPE_ARRAY,   /* element; of constant length */
    TYPE_VLA,     /* variably modified, at any depth */
    TYPE_RECORD,  /* struct or union */
    TYPE_FUNCTION /* element: what it returns */
} TypeClass;

/* What a function, or the function that a pointer leads to, is. */
typedef enum Colour { COLOUR_PLAIN, COLOUR_ASYNC, COLOUR_GENERATOR, COLOUR_ASYNC_GENERATOR } Colour;

/* A handle is a pointer that carries one of the tags of <asyncc.h>. */
typedef enum HandleKind {
    HANDLE_NONE,
    HANDLE_TASK,
    HANDLE_FUTURE,
    HANDLE_GENERATOR,
    HANDLE_QUEUE
} HandleKind;

typedef struct Type {
    TypeClass class_;
    Str before, after; /* `before NAME after` declares NAME: "int (*", ")[3]"; dialect tags left out */
    const struct Type *element;
    uint64_t size, align; /* bytes on the target; 0 where unknown or void */
    Colour colour;        /* of a TYPE_FUNCTION */
    HandleKind handle;    /* of a TYPE_POINTER */
    bool is_const, is_volatile, is_atomic; /* at the top level */
    bool is_array;        /* of a TYPE_VLA: an array itself, not a pointer to one */
    bool is_scoped;       /* names a type, tag or constant declared inside a function */
    bool is_unnamed;      /* contains a struct, union or enum without a name: cannot be spelled */
    bool has_const_member; /* a record that cannot be assigned as a whole */
    uint32_t needs;       /* offset in the main file after which it can be named; 0: from the start */
} Type;

/*
 * In a variably modified type the length of an array stands in a local: `[` TYPE_HOLE, the local's
 * index in Function.sizes, TYPE_HOLE `]`. The emitter spells it.
 */
enum { TYPE_HOLE = 1 };

/** `int (*name)[3]`; with an empty name an abstract declarator, for casts. */
Str type_declare(Arena *arena, const Type *type, Str name);
/** The same without top-level const, volatile and _Atomic: for temporaries and fields. */
const Type *type_unqualified(Arena *arena, const Type *type);
/** The same without top-level const: what can be assigned. Elements of arrays keep theirs. */
const Type *type_assignable(Arena *arena, const Type *type);
/** The same with const, volatile or both added at the top level; of an array, to its elements. */
const Type *type_qualified(Arena *arena, const Type *type, bool is_const, bool is_volatile);
/** `T *` for T, also where T is an array or a function. */
const Type *type_pointer_to(Arena *arena, const Type *element);
/** A type of the compiler's own: "int", "async_frame_t *". */
const Type *type_words(Arena *arena, const char *words, TypeClass class_, uint64_t size);

#endif
