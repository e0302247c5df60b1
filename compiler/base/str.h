/* str.h - a borrowed run of characters; whoever owns the text outlives it (a source or an arena). */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct Str {
    const char *at;
    size_t len;
} Str;

#define STR(literal) ((Str){(literal), sizeof(literal) - 1})
/** For printf's "%.*s". */
#define STR_ARG(s) (int)(s).len, (s).at

static inline Str str_from(const char *c)
{
    return (Str){c, c ? strlen(c) : 0};
}

static inline bool str_eq(Str a, Str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool str_is(Str a, const char *b)
{
    return str_eq(a, str_from(b));
}

static inline bool str_starts(Str a, const char *prefix)
{
    size_t n = strlen(prefix);
    return a.len >= n && memcmp(a.at, prefix, n) == 0;
}

/** A character of an identifier or a number; bytes of UTF-8 letters count as such. */
static inline bool char_in_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || (unsigned char)c >= 0x80;
}

#endif
