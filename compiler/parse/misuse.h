/*
 * misuse.h - what the files misuse*.c share: the walk over everything that is evaluated, or not, in
 * a function or an initializer of the main file.
 */
#ifndef PARSE_MISUSE_H
#define PARSE_MISUSE_H

#include "parser.h"

/* Where the walk is. Passed by value: what is changed holds for what lies inside. */
typedef struct Place {
    Parser *parser;
    const Marks *function; /* of the function around; NULL: at file level */
    CXCursor owner;        /* that function */
    bool unevaluated;      /* in sizeof, typeof, ... */
    bool static_init;      /* in the initializer of a static object */
    bool deferred;         /* in a deferred statement */
    bool blocking;         /* in async_blocking(...) */
    bool value_used;       /* of the expression at hand */
    uint32_t skip_yield;   /* the yield whose operand is being walked */
} Place;

/* Who starts what. */
typedef enum Starter {
    START_BY_AWAIT,
    START_BY_FORM,     /* an operand P of a form that starts what can be awaited */
    START_BY_BLOCKING, /* async_blocking: a plain call */
    START_BY_ITER      /* async_iter, yield_from, async_for: a generator's call */
} Starter;

/* misuse.c */
void misuse_walk(Place place, Node *node);
void misuse_children(Place place, Node *node);

/* misuse_start.c */
void misuse_start(Place place, Node *node, Starter starter);
void misuse_form(Place place, Node *node, const Word *word, bool awaited);
void misuse_async_for(Place place, Node *node, const Word *word);

/* misuse_spawn.c */
/** What a spawn gives and is given: before its operands are walked. */
void misuse_spawned(Place place, Node *node, const Word *word);
/** A new future or queue that is an expression statement. */
void misuse_dropped(Place place, Node *node);

/* misuse_types.c: conversions that clang lets pass. */
void misuse_initializer(Place place, CXCursor declaration, Node *init);
void misuse_assignment(Place place, Node *node);
void misuse_arguments(Place place, Node *call);
void misuse_return(Place place, Node *node);
void misuse_cast(Place place, Node *cast);
/** Whether a value of `node` can initialise an object of type `to`, as far as C is strict about it.
 */
bool fits(Node *node, CXType to);
/** A type as people write it. */
Str type_words_of(Parser *p, CXType type);
bool same_type(CXType a, CXType b);

/* misuse_handle.c */
/** A value that an object of `type` is set to: a handle of another kind or type is an error. */
void misuse_kept(Place place, CXType type, Node *value);
/** What a yield_from delegates to, against the generator around. */
void misuse_delegation(Place place, Node *call);
/** What a generator receives: what it yields where it does not say. */
CXType type_received(const Marks *marks);
/** What the handle of a step was made of in this function; COLOUR_PLAIN: that cannot be told. */
Colour misuse_stepped(const Parser *p, Node *handle);

/* misuse_call.c */
void misuse_call(Place place, Node *call);
/** The name of the function that is called, or "this function". */
Str callee_name(const Parser *p, Node *call);
/** misuse_words.c: attributes that an async function cannot have: noreturn, pure, const. */
void misuse_attributes(Parser *p, const Node *function, Span name);

#endif
