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

/* The parts of a coroutine F: F__frame, F__state, F__run, ... */
enum { NAMES_PARTS = 8 };
Str names_part(Arena *arena, Str function, size_t part);

void names_init(Names *names, Arena *arena, const Map *used);
/** `wanted`, or `wanted_2`, `wanted_3`, ... if that is taken. Takes it. */
Str names_fresh(Names *names, Str wanted);
/** The same where a coroutine is made of it: its parts are not taken either. */
Str names_fresh_coroutine(Names *names, Str wanted);
/** names_fresh without taking it: for words that are local to a function, such as `self`. */
Str names_clear(const Names *names, Str wanted);

#endif
