/*
 * names.h - new names that clash with nothing in the file, the same in every run.
 */
#ifndef IR_NAMES_H
#define IR_NAMES_H

#include "../base/map.h"

typedef struct Names {
    Arena *arena;
    const Map *used; /* identifiers of the source */
    Map made;
} Names;

void names_init(Names *names, Arena *arena, const Map *used);
/** `wanted`, or `wanted_2`, `wanted_3`, ... if that is taken. Takes it. */
Str names_fresh(Names *names, Str wanted);
/** The same without taking it: for words that are local to a function, such as `self`. */
Str names_clear(const Names *names, Str wanted);

#endif
