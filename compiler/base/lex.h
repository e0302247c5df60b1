/*
 * lex.h - C's preprocessing tokens of a text, comments included, by offset.
 *
 * Knows no macros and no conditions: what stands in `#if 0` is lexed like the rest. Whoever needs
 * the exact characters takes lex_text; whoever compares takes lex_is, which sees through line
 * splices and digraphs.
 */
#ifndef BASE_LEX_H
#define BASE_LEX_H

#include "vec.h"
#include <stdint.h>

typedef enum TokenKind {
    TOKEN_IDENTIFIER, /* keywords too */
    TOKEN_NUMBER,     /* a pp-number */
    TOKEN_STRING,     /* prefix and quotes included */
    TOKEN_CHAR,
    TOKEN_HEADER,     /* <...> of an #include */
    TOKEN_PUNCTUATOR,
    TOKEN_COMMENT,
    TOKEN_OTHER       /* what is none of C's: an unclosed quote to the end of its line, @, ... */
} TokenKind;

/** Bytes [begin, end) of the text. */
typedef struct Token {
    uint32_t begin, end;
    TokenKind kind;
    bool starts_line;      /* nothing but white space and comments before it on its line */
    bool starts_directive; /* the # of a directive */
    bool in_directive;     /* from that # to the end of its line */
    bool has_space;        /* white space or a comment before it */
    bool has_splice;       /* a backslash-newline inside */
} Token;

typedef VEC(Token) Tokens;

/** All tokens of a text, ascending. */
Tokens lex_all(Arena *arena, Str text);
/** Index of the first token that ends behind `at`: the one that holds it, if any does; or len. */
size_t lex_find(const Tokens *tokens, uint32_t at);
/** Index of the first token from `i` on that is no comment; or len. */
size_t lex_code(const Tokens *tokens, size_t i);
/** Index of the last token before `i` that is no comment; or len. */
size_t lex_code_before(const Tokens *tokens, size_t i);
/**
 * Index of the bracket that closes the one at `open` ( ( [ { ), directives passed over; or len.
 * Brackets of other kinds between must match too.
 */
size_t lex_closing(const Tokens *tokens, Str text, size_t open);

static inline Str lex_text(Str text, const Token *token)
{
    return (Str){text.at + token->begin, token->end - token->begin};
}

/** What a digraph stands for; NULL when it is none. */
const char *lex_digraph(Str spelling);
/** Its characters without line splices: lex_text, or a copy where there are any. */
Str lex_spelling(Arena *arena, Str text, const Token *token);
/** Whether it is this identifier or punctuator; a digraph is what it stands for. */
bool lex_is(Str text, const Token *token, const char *spelling);
/** Whether `c` may stand in an identifier behind its first character. */
bool lex_is_word_char(int c);

#endif
