#include "ramps.h"
#include "../base/lex.h"

/* The functions that might do without a ramp, by name, and the callees that do not call one. */
typedef struct Ramps {
    const Program *program;
    bool *needed;
    Map calls; /* keyed by offset: the names before the parentheses of embedded calls */
} Ramps;

static Str key_of(Arena *arena, uint32_t at)
{
    return arena_printf(arena, "%u", at);
}

static bool is_inside(const Await *await)
{
    return await->kind == AWAIT_EMBEDDED || await->kind == AWAIT_GENERATOR || await->kind == AWAIT_DELEGATE;
}

static void note_calls(Ramps *ramps, const Routine *routine)
{
    const Source *source = &ramps->program->unit->source;

    for (size_t i = 0; i < routine->awaits.len; i++) {
        const Await *await = routine->awaits.at[i];
        if (!is_inside(await) || !await->call || !await->call->callee) continue;
        Span span = await->call->callee->span;
        if (!str_eq(source_text(source, span), await->operation)) continue;
        map_set(&ramps->calls, key_of(ramps->program->unit->arena, span.begin), await);
    }
}

static void look_at(Ramps *ramps, const Token *token)
{
    const Unit *unit = ramps->program->unit;
    Str name = lex_text(unit->source.text, token);

    for (size_t i = 0; i < unit->functions.len; i++) {
        const Function *function = unit->functions.at[i];
        if (token->begin == function->name_at || !str_eq(name, function->name)) continue;
        if (!map_get(&ramps->calls, key_of(unit->arena, token->begin))) ramps->needed[i] = true;
    }
}

const bool *ramps_needed(const Program *program)
{
    const Unit *unit = program->unit;
    Ramps ramps = {.program = program, .needed = ARENA_ARRAY(unit->arena, bool, unit->functions.len + 1)};
    Tokens tokens = lex_all(unit->arena, unit->source.text);
    bool pasted = false;

    for (size_t i = 0; i < unit->functions.len; i++) {
        ramps.needed[i] = !unit->functions.at[i]->is_static;
        note_calls(&ramps, program->routine[i]);
    }
    for (size_t i = 0; i < tokens.len; i++) {
        if (tokens.at[i].kind == TOKEN_IDENTIFIER) look_at(&ramps, &tokens.at[i]);
        pasted |= lex_is(unit->source.text, &tokens.at[i], "##");
    }
    for (size_t i = 0; pasted && i < unit->functions.len; i++) ramps.needed[i] = true;
    return ramps.needed;
}
