/* memory.h - reading a program's memory; what was read of descriptors is kept. */
#ifndef INSPECT_MEMORY_H
#define INSPECT_MEMORY_H

#include <asyncc/abi.h>

#include "inspect.h"

typedef struct described described_t;

/* A suspension point, or a child of a joint. */
typedef struct point {
    const char *awaited;
    uint32_t line, column;
    enum async_point_kind kind;
    uint32_t child;
    uint64_t callee; /* address of its descriptor, or 0 */
} point_t;

/* A coroutine's descriptor; strings are never NULL. */
struct described {
    uint64_t at;
    const char *name, *file;
    uint32_t flags, line, point_count;
    uint64_t points; /* their address; read when one is asked for */
    point_t *point;
};

/* A table from addresses to what was made of what is there. */
typedef struct table {
    struct entry {
        uint64_t key;
        void *value;
    } *entry;
    size_t room, used;
} table_t;

/* What reading needs; opened by inspect_open, closed by inspect_close, which frees all it gave. */
typedef struct reader {
    const async__memory_t *memory;
    async__layout_t layout;
    table_t described, strings;
} reader_t;

bool inspect_read(const reader_t *r, uint64_t at, void *to, size_t size);
/** A pointer-sized word; 0 where it cannot be read. */
uint64_t inspect_word(const reader_t *r, uint64_t at);
/** A string, "" for NULL, "?" where it cannot be read. */
const char *inspect_string(reader_t *r, uint64_t at);
/** NULL where there is none. */
const described_t *inspect_describe(reader_t *r, uint64_t at);
/** Point `i`, from 0; NULL: there is none. */
const point_t *inspect_point(reader_t *r, const described_t *described, uint32_t i);

void *inspect_table_get(const table_t *table, uint64_t key);
void inspect_table_put(table_t *table, uint64_t key, void *value);
void inspect_close(reader_t *r);

/** realloc of an array that grows by doubling; gives `at`, with room for one more behind `count`.
 */
void *inspect_grow(void *at, size_t count, size_t *room, size_t size);

#endif
