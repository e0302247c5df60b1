/* options_words.h - the words of a command line, with @file replaced by the words in that file. */
#ifndef OPTIONS_WORDS_H
#define OPTIONS_WORDS_H

#include "base/vec.h"

typedef VEC(const char *) Words;

/**
 * The words behind argv[0]. In an @file words stand between white space; '...' and "..." hold words
 * with blanks, a backslash takes away the meaning of the next character. 0; or an errno, and the
 * file that cannot be read in *unread.
 */
int options_words(Arena *arena, int argc, char **argv, Words *out, const char **unread);

#endif
