/*
 * word.h - the table of word.def: keywords and forms of the dialect, by spelling.
 */
#ifndef PARSE_WORD_H
#define PARSE_WORD_H

#include "../ir/ast.h"

typedef enum WordKind {
    WORD_ASYNC,
    WORD_GENERATOR,
    WORD_AWAIT,
    WORD_YIELD,
    WORD_YIELD_FROM,
    WORD_DEFER,
    WORD_FOR,
    WORD_GROUP,
    WORD_TIMEOUT,
    WORD_RECEIVE,
    WORD_FORM,
    WORD_JUMP /* none of the dialect's: a jump out of a statement expression (jump.c) */
} WordKind;

typedef struct WordInfo {
    const char *spelling;
    WordKind kind;
    FormKind form;        /* WORD_FORM */
    const char *operands; /* WORD_FORM: see word.def */
} WordInfo;

/** NULL when it is no word of the dialect. */
const WordInfo *word_find(Str spelling);

#endif
