/*
 * expand.h - expands single macro invocations in the main file's text, as the preprocessor would.
 *
 * For calls whose body hides a suspension, a declaration or the name of a local that moves: later
 * stages copy and rewrite text, so what they work on has to stand in the text.
 *
 *      MacroTable table;                    macro_define for each #define in force
 *      expand_invocation                    where a call ends
 *      expand                               the text that replaces it
 *      expand_apply                         the buffer with all replacements made
 *
 * No libclang here. What is not in the table (the dialect's own macros, builtin ones, those of
 * system headers) is a word like any other, left to the compiler; but where C would hand what it
 * stands for to a # or ##, that is asked for (`reveal`).
 */
#ifndef PARSE_EXPAND_H
#define PARSE_EXPAND_H

#include "../base/lex.h"
#include "../base/map.h"
#include "../diag/source.h"

/* The definitions in force, and which of them are to be left alone. */
typedef struct MacroTable {
    Arena *arena;
    Map macros; /* name -> Macro */
    /** Whether calls of `name` stay as they are. NULL: none does. */
    bool (*keep)(void *context, Str name);
    /** Where the definition begins that was given with `origin`. NULL: nobody wants to know. */
    SourcePlace (*find)(void *context, const void *origin);
    /** The definition of a name that is not in the table; empty: none. NULL: nobody knows. */
    Str (*reveal)(void *context, Str name);
    void *context;
    uint32_t *counter; /* of __COUNTER__, counted up; NULL: that is a word like any other */
    bool strict; /* -std=cNN, not gnuNN: `, ##__VA_ARGS__` keeps its comma in one more case */
} MacroTable;

/* What is to stand in the place of an invocation. */
typedef struct Expansion {
    Span span;              /* of the invocation, in the buffer */
    Str text;               /* as many lines as the invocation had */
    VEC(SourceMove) pieces; /* of `text`: `at` counts from its start, `from` is in the buffer */
    /*
     * A name that C would leave alone here, but that would be expanded once this is text (a macro
     * that names itself); empty: none. A call of a function-like macro is no such case: it is
     * written `(name)(...)`.
     */
    Str unsafe;
} Expansion;

void macro_table_init(MacroTable *table, Arena *arena);
/**
 * Adds or replaces a definition: what follows `#define`, as `MAX(a, b) ((a) > (b) ? (a) : (b))`.
 * The text is borrowed, and so is `origin`, which is for `find`. False when it is no definition.
 */
bool macro_define(MacroTable *table, Str definition, const void *origin);
void macro_undefine(MacroTable *table, Str name);

/**
 * The invocation whose name is tokens->at[name]: the name, with the parentheses where the macro
 * takes arguments. Empty when nothing is invoked there.
 */
Span expand_invocation(const MacroTable *table, Str text, const Tokens *tokens, size_t name);

/**
 * Expands all macros in a span of a text. NULL; or why it cannot be done, for a message.
 * `tokens` are those of the whole text.
 */
const char *expand(const MacroTable *table, Str text, const Tokens *tokens, Span span,
                   Expansion *out);

/**
 * The buffer with the expansions (ascending, apart from each other) made: a source whose `original`
 * is the given one.
 */
const Source *expand_apply(Arena *arena, const Source *source, const Expansion *expansion,
                           size_t count);

#endif
