/*
 * cc_line.h - the command line of a C compiler, as far as a program in front of it has to
 * understand it: which words are inputs, what is made, where the dependencies go.
 */
#ifndef CC_LINE_H
#define CC_LINE_H

#include "base/vec.h"
#include "options_words.h"

typedef struct CcLine {
    Words words;         /* the compiler first; @files replaced by what they hold */
    VEC(size_t) inputs;  /* indices of C files */
    Words folders;       /* where headers are looked for: -I, -iquote, -isystem */
    Words forced;        /* -include FILE */
    Words options;       /* what the parse has to know: -D, -I, -std=, ... */
    const char *output;  /* -o; NULL: none */
    const char *depfile; /* -MF; NULL: none */
    const char *target;  /* the last -MT or -MQ; NULL: none */
    bool wants_depfile;  /* -MD, -MMD */
    bool phony;          /* -MP */
    bool only_depends;   /* -M, -MM: nothing is compiled */
    bool is_linked;      /* neither -c nor -S nor -E */
} CcLine;

/** 0, or an errno and the @file that cannot be read. `argv` begins with the compiler. */
int cc_line_read(CcLine *out, Arena *arena, int argc, char **argv, const char **unread);

/** Whether the file includes <asyncc.h>, itself or by way of the user's headers, and uses a word of
    the dialect. A file that cannot be read is none. */
bool cc_is_dialect(const CcLine *line, Arena *arena, const char *path);

#endif
