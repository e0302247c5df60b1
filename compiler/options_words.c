#include "options_words.h"

#include "base/file.h"
#include <errno.h>

enum { MAX_DEPTH = 16 }; /* of files that name files: more is a cycle */

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Takes one word off the text; false at its end. */
static bool next_word(Arena *arena, Str *text, const char **out)
{
    while (text->len && is_blank(*text->at)) text->at++, text->len--;
    if (!text->len) return false;
    char *word = arena_alloc(arena, text->len + 1);
    char quote = '\0';
    for (size_t len = 0; text->len; text->at++, text->len--) {
        char c = *text->at;
        if (c == '\\' && text->len > 1) {
            word[len++] = *++text->at;
            text->len--;
        } else if (quote ? c == quote : c == '"' || c == '\'') {
            quote = quote ? '\0' : c;
        } else if (!quote && is_blank(c)) {
            break;
        } else {
            word[len++] = c;
        }
    }
    *out = word;
    return true;
}

static int add_word(Arena *arena, Words *words, const char *word, int depth, const char **unread)
{
    if (word[0] != '@' || !word[1]) {
        VEC_PUSH(arena, words, word);
        return 0;
    }
    Str text;
    int rc = depth < MAX_DEPTH ? file_read(arena, word + 1, &text) : ELOOP;
    if (rc != 0) *unread = word + 1;
    for (const char *inner; rc == 0 && next_word(arena, &text, &inner);) {
        rc = add_word(arena, words, inner, depth + 1, unread);
    }
    return rc;
}

int options_words(Arena *arena, int argc, char **argv, Words *out, const char **unread)
{
    int rc = 0;
    for (int i = 1; i < argc && rc == 0; i++) rc = add_word(arena, out, argv[i], 0, unread);
    return rc;
}
