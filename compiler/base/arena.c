#include "arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_SIZE = 64 * 1024, ALIGNMENT = _Alignof(max_align_t) };

struct ArenaBlock {
    ArenaBlock *older;
    max_align_t data[];
};

static _Noreturn void out_of_memory(void)
{
    fputs("asyncc: out of memory\n", stderr);
    exit(2);
}

void *xmalloc(size_t size)
{
    void *new = malloc(size ? size : 1);
    if (!new) out_of_memory();
    return new;
}

void *xrealloc(void *old, size_t size)
{
    void *new = realloc(old, size ? size : 1);
    if (!new) out_of_memory();
    return new;
}

void arena_init(Arena *arena)
{
    *arena = (Arena){0};
}

void arena_free(Arena *arena)
{
    for (ArenaBlock *block = arena->blocks; block;) {
        ArenaBlock *older = block->older;
        free(block);
        block = older;
    }
    arena_init(arena);
}

static void add_block(Arena *arena, size_t size)
{
    size_t bytes = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    ArenaBlock *block = calloc(1, sizeof *block + bytes);
    if (!block) out_of_memory();
    block->older = arena->blocks;
    arena->blocks = block;
    arena->next = (char *)block->data;
    arena->end = arena->next + bytes;
}

void *arena_alloc(Arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2) out_of_memory();
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!arena->blocks || (size_t)(arena->end - arena->next) < size) add_block(arena, size);
    void *new = arena->next;
    arena->next += size;
    return new;
}

Str arena_copy(Arena *arena, Str text)
{
    char *copy = arena_alloc(arena, text.len + 1);
    if (text.len) memcpy(copy, text.at, text.len);
    return (Str){copy, text.len};
}

Str arena_vprintf(Arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0) return (Str){"", 0};
    char *text = arena_alloc(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, arguments);
    return (Str){text, (size_t)len};
}

Str arena_printf(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Str text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}
