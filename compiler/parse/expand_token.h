/*
 * expand_token.h - what the expander's parts share: expand.c (C's rules), expand_define.c
 * (definitions) and expand_text.c (tokens back to text). Nobody else includes it.
 */
#ifndef PARSE_EXPAND_TOKEN_H
#define PARSE_EXPAND_TOKEN_H

#include "expand.h"

enum { NOWHERE = UINT32_MAX };

/* The macros that a token came out of and must not invoke again. Tails are shared. */
typedef struct HideSet {
    const struct HideSet *next;
    Str name;
} HideSet;

/*
 * A token on its way through expansion. Lists of them are singly linked and each node is in one
 * list only, so that a list may be changed in place.
 */
typedef struct Word {
    struct Word *next;
    Str text; /* without line splices; empty: a placemarker, there only until `##` is done */
    TokenKind kind;
    bool space;       /* white space before it */
    bool settled;     /* an argument that was expanded: in C no macro's name would be left */
    bool in_argument; /* of the call that is expanded, or of a call that stands in one */
    uint32_t from;    /* where it stands in the buffer, when it stands there just so; or NOWHERE */
    const HideSet *hide;
    const SourceBody *body; /* the macro's body that it stands in; NULL: not known, or none */
} Word;

/* A list under construction. */
typedef struct WordList {
    Word *first, *last;
} WordList;

typedef struct Macro {
    Str name;
    bool is_function;
    bool is_variadic; /* the last parameter takes the rest: __VA_ARGS__, or its GNU name */
    VEC(Str) parameters;
    const Word *body; /* `from` counts from the definition's start */
    const void *origin;
} Macro;

/** The definition of a word that may be expanded; NULL: none. */
const Macro *find_macro(const MacroTable *table, const Word *word);
/** The same among those that are left to the compiler (MacroTable.reveal). */
const Macro *find_hidden(const MacroTable *table, const Word *word);

void word_push(WordList *list, Word *word);
Word *word_copy(Arena *arena, const Word *word);
/** Copies up to (not including) `end`; NULL: to the end. */
WordList word_copy_list(Arena *arena, const Word *first, const Word *end);
/** The tokens of a text in the range, comments left out. `from` counts from the text's start. */
WordList words_of(Arena *arena, Str text, const Tokens *tokens, size_t begin, size_t end);
bool word_is(const Word *word, const char *spelling);
/** Whether two tokens written side by side would be read as something else. */
bool words_clash(Arena *arena, Str left, Str right);

/** Writes expanded words into `out`, whose span is set. */
void expand_write(const MacroTable *table, Str text, const Tokens *tokens, const Word *words,
                  Expansion *out);

#endif
