#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { STRING_MAX = 256, POINTS_MAX = 65536, FIRST_ROOM = 64 };

/* ------------------------------------------------------------------ growing */

static void *need(void *block)
{
    if (block) return block;
    fputs("asyncc: out of memory\n", stderr);
    abort();
}

void *inspect_grow(void *at, size_t count, size_t *room, size_t size)
{
    if (count < *room) return at;
    *room = *room ? 2 * *room : FIRST_ROOM;
    return need(realloc(at, *room * size));
}

static struct entry *slot(const table_t *table, uint64_t key)
{
    size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 17) & (table->room - 1);

    while (table->entry[i].key && table->entry[i].key != key) i = (i + 1) & (table->room - 1);
    return &table->entry[i];
}

void *inspect_table_get(const table_t *table, uint64_t key)
{
    return table->room ? slot(table, key)->value : NULL;
}

void inspect_table_put(table_t *table, uint64_t key, void *value)
{
    if (2 * table->used >= table->room) {
        table_t larger = {.room = table->room ? 2 * table->room : FIRST_ROOM};
        larger.entry = need(calloc(larger.room, sizeof *larger.entry));
        for (size_t i = 0; i < table->room; i++)
            if (table->entry[i].key) *slot(&larger, table->entry[i].key) = table->entry[i];
        larger.used = table->used;
        free(table->entry);
        *table = larger;
    }
    struct entry *entry = slot(table, key);
    if (!entry->key) table->used++;
    entry->key = key;
    entry->value = value;
}

/* ------------------------------------------------------------------ reading */

bool inspect_read(const reader_t *r, uint64_t at, void *to, size_t size)
{
    return at && r->memory->read(r->memory->arg, at, to, size);
}

uint64_t inspect_word(const reader_t *r, uint64_t at)
{
    uintptr_t word = 0;
    return inspect_read(r, at, &word, sizeof word) ? word : 0;
}

/* Byte by byte: what lies behind it need not be there, and each is read once. */
static size_t read_string(const reader_t *r, uint64_t at, char *text)
{
    size_t have = 0;

    while (have < STRING_MAX - 1 && inspect_read(r, at + have, text + have, 1) && text[have])
        have++;
    return have;
}

const char *inspect_string(reader_t *r, uint64_t at)
{
    char text[STRING_MAX] = "";
    char *copy = at ? inspect_table_get(&r->strings, at) : (char *)(uintptr_t)"";

    if (copy) return copy;
    size_t len = read_string(r, at, text);
    if (!len && !inspect_read(r, at, text, 1)) text[len++] = '?';
    copy = need(malloc(len + 1));
    memcpy(copy, text, len);
    copy[len] = 0;
    inspect_table_put(&r->strings, at, copy);
    return copy;
}

/* ------------------------------------------------------------------ descriptors */

const described_t *inspect_describe(reader_t *r, uint64_t at)
{
    described_t *described = at ? inspect_table_get(&r->described, at) : NULL;
    async_coroutine_t read;

    if (described) return described;
    if (!inspect_read(r, at, &read, sizeof read) || read.abi != r->layout.abi) return NULL;
    described = need(calloc(1, sizeof *described));
    *described = (described_t){.at = at,
                               .flags = read.flags,
                               .line = read.line,
                               .point_count = read.point_count < POINTS_MAX ? read.point_count : 0,
                               .points = (uintptr_t)read.points};
    described->name = inspect_string(r, (uintptr_t)read.name);
    described->file = inspect_string(r, (uintptr_t)read.file);
    inspect_table_put(&r->described, at, described);
    return described;
}

static void read_points(reader_t *r, described_t *described)
{
    described->point = need(calloc(described->point_count, sizeof *described->point));
    for (uint32_t i = 0; i < described->point_count; i++) {
        async_point_t read = {.awaited = NULL};
        inspect_read(r, described->points + i * sizeof read, &read, sizeof read);
        described->point[i] = (point_t){.awaited = inspect_string(r, (uintptr_t)read.awaited),
                                        .line = read.line,
                                        .column = read.column,
                                        .kind = (enum async_point_kind)read.kind,
                                        .child = read.child,
                                        .callee = (uintptr_t)read.callee};
    }
}

const point_t *inspect_point(reader_t *r, const described_t *described, uint32_t i)
{
    if (i >= described->point_count) return NULL;
    if (!described->point) read_points(r, (described_t *)(uintptr_t)described);
    return &described->point[i];
}

void inspect_close(reader_t *r)
{
    for (size_t i = 0; i < r->described.room; i++) {
        described_t *described = r->described.entry[i].value;
        if (described) free(described->point);
        free(described);
    }
    for (size_t i = 0; i < r->strings.room; i++) free(r->strings.entry[i].value);
    free(r->described.entry);
    free(r->strings.entry);
}
