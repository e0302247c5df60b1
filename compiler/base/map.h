/* map.h - string to pointer; iterate in insertion order (never in hash order: same input, same output). */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "arena.h"
#include <stdint.h>

typedef struct MapEntry {
    Str key;
    void *value;
} MapEntry;

typedef struct Map {
    Arena *arena;
    MapEntry *entry; /* insertion order */
    size_t len, room;
    uint32_t *slot;  /* index + 1 into entry, 0: free */
    size_t slots;
} Map;

void map_init(Map *map, Arena *arena);
/** NULL when absent. */
void *map_get(const Map *map, Str key);
/** Adds or replaces; the key is copied. */
void map_put(Map *map, Str key, void *value);

#endif
