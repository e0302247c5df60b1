#include "names.h"

void names_init(Names *names, Arena *arena, const Map *used)
{
    *names = (Names){.arena = arena, .used = used};
    map_init(&names->made, arena);
}

static bool is_taken(const Names *names, Str name)
{
    return map_get(names->used, name) || map_get(&names->made, name);
}

Str names_clear(const Names *names, Str wanted)
{
    Str name = wanted;

    for (unsigned n = 2; map_get(names->used, name); n++)
        name = arena_printf(names->arena, "%.*s_%u", STR_ARG(wanted), n);
    return name;
}

Str names_fresh(Names *names, Str wanted)
{
    Str name = arena_copy(names->arena, wanted);

    for (unsigned n = 2; is_taken(names, name); n++)
        name = arena_printf(names->arena, "%.*s_%u", STR_ARG(wanted), n);
    map_put(&names->made, name, names);
    return name;
}
