/*
 * file.h - whole files in, whole files out.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "arena.h"

/** Reads `path` ("-": standard input) into the arena. 0, or an errno. */
int file_read(Arena *arena, const char *path, Str *out);

/**
 * Writes `text` to `path` ("-": standard output): to a temporary file beside it, then renamed, so
 * that the file is there whole or not at all. A file that holds just that is left alone. 0, or an
 * errno.
 */
int file_write(const char *path, Str text);

/** Whether there is a file that can be read. */
bool file_exists(const char *path);
/** The folder of the running program; empty where the system does not tell. */
Str program_folder(Arena *arena);

/** The last part of a path. */
Str path_base(Str path);

#endif
