/* depfile.h - which files a translation has read, as a rule for make and ninja. */
#ifndef EMIT_DEPFILE_H
#define EMIT_DEPFILE_H

#include "../base/arena.h"
#include "../base/options_data.h"

/** A file name as it has to be spelled in a rule: blanks, # and $ escaped as gcc does. */
Str depfile_escape(Arena *arena, Str path);

/**
 * The rule `targets: paths`. `targets` stands there as it is. `paths`: the main file first, then
 * headers; one that comes twice is named once. With `phony`, every header gets an empty rule, so
 * that its removal does not stop make.
 */
Str depfile_text(Arena *arena, Str targets, const Str *paths, size_t count, bool phony);

/** Writes the file that the options ask for; nothing when they ask for none. 0, or an errno. */
int depfile_write(Arena *arena, const DepfileOptions *options, const Str *paths, size_t count);

#endif
