#include "names.h"

void names_init(Names *names, Arena *arena, const Map *used)
{
    *names = (Names){.arena = arena, .used = used};
    map_init(&names->made, arena);
}

Str names_part(Arena *arena, Str function, size_t part)
{
    static const char *const parts[NAMES_PARTS] = {"frame", "state",  "run",   "start",
                                                   "call",  "resume", "async", "capture"};

    return arena_printf(arena, "%.*s__%s", STR_ARG(function), parts[part]);
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

static bool has_taken_part(const Names *names, Str name)
{
    for (size_t part = 0; part < NAMES_PARTS; part++)
        if (is_taken(names, names_part(names->arena, name, part))) return true;
    return false;
}

Str names_fresh_coroutine(Names *names, Str wanted)
{
    Str name = names_fresh(names, wanted);

    while (has_taken_part(names, name)) name = names_fresh(names, wanted);
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
