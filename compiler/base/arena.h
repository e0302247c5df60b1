/*
 * arena.h - memory that is freed all at once. Nothing taken from an arena is freed alone.
 * Out of memory ends the program with a message: a compiler has nothing better to do.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "str.h"
#include <stdarg.h>
#include <stddef.h>

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena {
    ArenaBlock *blocks; /* newest first */
    char *next, *end;   /* what is free in the newest */
} Arena;

void arena_init(Arena *arena);
void arena_free(Arena *arena);

/** `size` zeroed bytes, aligned for any type. */
void *arena_alloc(Arena *arena, size_t size);
Str arena_copy(Arena *arena, Str text);                   /* a NUL follows the copy */
Str arena_printf(Arena *arena, const char *format, ...)   /* a NUL follows the text */
    __attribute__((format(printf, 2, 3)));
Str arena_vprintf(Arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0), nonnull(2)));

#define ARENA_NEW(arena, T) ((T *)arena_alloc((arena), sizeof(T)))
#define ARENA_ARRAY(arena, T, n) ((T *)arena_alloc((arena), sizeof(T) * (n)))

/** malloc and realloc that never give NULL. */
void *xmalloc(size_t size);
void *xrealloc(void *old, size_t size);

#endif
