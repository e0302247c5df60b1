#include "ramps.h"
#include "../base/lex.h"

/* Names, and the places where they stand for a frame and not for a ramp. */
typedef struct Ramps {
    const Unit *unit;
    bool *needed;
    Map functions; /* by name */
    Map calls;     /* by offset: the callees of calls that need no ramp */
} Ramps;

static Str key_of(const Ramps *ramps, uint32_t at)
{
    return arena_printf(ramps->unit->arena, "%u", at);
}

static bool needs_no_ramp(const Await *await)
{
    return await->is_direct || await->kind == AWAIT_EMBEDDED || await->kind == AWAIT_GENERATOR || await->kind == AWAIT_DELEGATE;
}

static void note_calls(Ramps *ramps, const Routine *routine)
{
    for (size_t i = 0; i < routine->awaits.len; i++) {
        Await *await = routine->awaits.at[i];
        if (!needs_no_ramp(await) || !await->call || !await->call->callee) continue;
        Span span = await->call->callee->span;
        if (str_eq(source_text(&ramps->unit->source, span), await->call->name))
            map_put(&ramps->calls, key_of(ramps, span.begin), await);
    }
}

/* Any other mention may take the address, or spawn it, or be a prototype. */
static void look_at(Ramps *ramps, const Token *token)
{
    const Function *function = map_get(&ramps->functions, lex_text(ramps->unit->source.text, token));

    if (!function || token->begin == function->name_at) return;
    if (!map_get(&ramps->calls, key_of(ramps, token->begin))) ramps->needed[function->index] = true;
}

const bool *ramps_needed(const Program *program)
{
    const Unit *unit = program->unit;
    Tokens tokens = lex_all(unit->arena, unit->source.text);
    bool pasted = false; /* names may be made of parts */

    Ramps ramps = {.unit = unit, .needed = arena_alloc(unit->arena, unit->functions.len + 1)};
    map_init(&ramps.functions, unit->arena);
    map_init(&ramps.calls, unit->arena);
    for (size_t i = 0; i < tokens.len; i++) pasted |= lex_is(unit->source.text, &tokens.at[i], "##");
    for (size_t i = 0; i < unit->functions.len; i++) {
        Function *function = unit->functions.at[i];
        map_put(&ramps.functions, function->name, function);
        ramps.needed[i] = pasted || !function->is_static;
        note_calls(&ramps, program->routine[i]);
    }
    for (size_t i = 0; i < tokens.len; i++)
        if (tokens.at[i].kind == TOKEN_IDENTIFIER) look_at(&ramps, &tokens.at[i]);
    return ramps.needed;
}
