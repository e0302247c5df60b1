/*
 * macros.h - the macro calls of the main file: which are words of the dialect, which are the
 * user's own.
 *
 * A word is known by two things: the name of the expansion, and that the macro comes from
 * <asyncc/keywords_parse.h>. Words in the body of a user's macro are not here; such a call
 * `hides` them.
 */
#ifndef PARSE_MACROS_H
#define PARSE_MACROS_H

#include "../base/lex.h"
#include "../base/map.h"
#include "node.h"
#include "word.h"

/* A word of the dialect, spelled in the main file. */
typedef struct Word {
    Span span; /* with its arguments, if it takes any */
    const WordInfo *info;
    bool active;   /* what it stands in has to be rewritten */
    bool suspends; /* what it stands for may suspend */
    bool seen;     /* an expression that it belongs to was checked */
} Word;

/* A call of any other macro. */
typedef struct MacroCall {
    Span span;
    Str name;
    CXCursor definition;
    bool hides;      /* its body holds words of the dialect */
    bool is_literal; /* it stands for one token that is no name */
    uint32_t counter; /* __COUNTER__ where it begins, once counter_expand has asked for it */
    size_t outer;    /* index + 1 of the call in whose arguments it stands; 0: none */
} MacroCall;

/* Any expansion, words included. */
typedef struct MacroPlace {
    Span span;
    size_t outer; /* index + 1 of the one in whose arguments it stands; 0: none */
} MacroPlace;

typedef struct Macros {
    VEC(MacroPlace) places; /* ascending, outer before inner */
    VEC(Word) words;        /* ascending */
    VEC(MacroCall) calls;   /* ascending; nested ones (in arguments) follow their outer one */
    Map definitions;        /* name to CXCursor *: the last definition outside system headers */
    Map others;             /* the same of all the rest, the compiler's and the dialect's left out */
    VEC(CXCursor) all;      /* those definitions, in order, earlier ones of a name too */
} Macros;

typedef struct MacroScan {
    Arena *arena;
    CXTranslationUnit unit;
    CXFile file;
    Str text;
    const Tokens *tokens;
} MacroScan;

/** Fills `out` from the unit's preprocessing record. */
void macros_scan(const MacroScan *scan, Macros *out);

/** Whether it is a macro of a system header. */
bool macro_is_of_system(const MacroCall *call);

/** The text of a cursor's extent, clang's own; empty: it has none. */
Str cursor_text(CXTranslationUnit unit, CXCursor cursor);
/** What follows #define; empty when it is not to be had. */
Str macro_definition(Arena *arena, CXTranslationUnit unit, CXCursor definition);

/** The word whose name begins at `at`, or NULL. */
Word *macros_word(const Macros *macros, uint32_t at);
/** The user's macro call that begins at `at`, or NULL. */
const MacroCall *macros_call(const Macros *macros, uint32_t at);
/** The outermost user's macro call that holds `at`, or NULL. */
const MacroCall *macros_around(const Macros *macros, uint32_t at);
/** Index + 1 of the last call that begins at or before `at`; its `outer` leads on. 0: none. */
size_t macros_last_call(const Macros *macros, uint32_t at);
/** The same among all places. */
size_t macros_last_place(const Macros *macros, uint32_t at);
/** Index of the first word at or after `at`. */
size_t macros_first_word(const Macros *macros, uint32_t at);

#endif
