#include "map.h"

enum { FIRST_ROOM = 16 };

/* FNV-1a: short keys, no seed, the same everywhere. */
static uint32_t hash(Str key)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < key.len; i++) h = (h ^ (unsigned char)key.at[i]) * 16777619u;
    return h;
}

/* The slot of `key`, or the free one where it belongs. */
static uint32_t *find_slot(const Map *map, Str key)
{
    size_t at = hash(key) & (map->slots - 1);
    while (map->slot[at] && !str_eq(map->entry[map->slot[at] - 1].key, key)) {
        at = (at + 1) & (map->slots - 1);
    }
    return &map->slot[at];
}

/* Keeps at least half of the slots free. */
static void grow(Map *map)
{
    size_t room = map->room ? 2 * map->room : FIRST_ROOM;
    MapEntry *entry = ARENA_ARRAY(map->arena, MapEntry, room);
    if (map->len) memcpy(entry, map->entry, map->len * sizeof *entry);
    map->entry = entry;
    map->room = room;
    map->slots = 2 * room;
    map->slot = ARENA_ARRAY(map->arena, uint32_t, map->slots);
    for (size_t i = 0; i < map->len; i++) *find_slot(map, entry[i].key) = (uint32_t)i + 1;
}

void map_init(Map *map, Arena *arena)
{
    *map = (Map){.arena = arena};
}

void *map_get(const Map *map, Str key)
{
    if (!map->len) return NULL;
    uint32_t index = *find_slot(map, key);
    return index ? map->entry[index - 1].value : NULL;
}

void map_put(Map *map, Str key, void *value)
{
    if (map->len == map->room) grow(map);
    uint32_t *slot = find_slot(map, key);
    if (!*slot) {
        map->entry[map->len++].key = arena_copy(map->arena, key);
        *slot = (uint32_t)map->len;
    }
    map->entry[*slot - 1].value = value;
}
