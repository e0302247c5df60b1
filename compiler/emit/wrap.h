/*
 * wrap.h - the shape of lines: long ones are broken as a person would, comments behind neighbouring
 * lines stand below each other.
 */
#ifndef EMIT_WRAP_H
#define EMIT_WRAP_H

#include "../base/arena.h"
#include "../base/writer.h"

/** Breaks the last line of what is written where it is longer than `columns`. */
void wrap_line(Writer *w, Arena *arena, size_t columns);
/** The lines, comments at the ends of those that have one in one column. */
Str align_comments(Arena *arena, Str lines);

#endif
