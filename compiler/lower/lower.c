#include "lower.h"
#include "calls.h"
#include "cfg.h"
#include "coalesce.h"
#include "frame.h"
#include "settle.h"
#include "stmt.h"
#include "tidy.h"
#include "unread.h"

static Routine *routine_new(Arena *arena, Names *names, Function *function)
{
    Routine *routine = ARENA_NEW(arena, Routine);

    routine->function = function;
    routine->self = names_clear(names, STR("self"));
    routine->frame = names_clear(names, STR("frame"));
    routine->cx = names_clear(names, STR("cx"));
    routine->state = names_clear(names, STR("state"));
    routine->eager = names_clear(names, STR("eager"));
    routine->value = names_clear(names, STR("result"));
    for (size_t i = 0; i < function->locals.len; i++)
        VEC_PUSH(arena, &routine->locals, function->locals.at[i]);
    return routine;
}

/* In a plain function with defers the value to return waits in a local for them. */
static void plain_result(Lower *l, Routine *routine)
{
    const Function *function = routine->function;

    if (function->colour == COLOUR_PLAIN && !type_is_void(function->result))
        routine->result = routine_local(l, function->result, "result");
}

static void lower_function(Lower *l, Routine *routine)
{
    CodeList list = {0};

    l->routine = routine;
    l->scope = routine->function->scopes.at[0];
    l->list = &list;
    l->region = NULL;
    plain_result(l, routine);
    stmt_lower(l, routine->function->block);
    routine->body = list.at[0];
    unread_drop(l, routine);
    coalesce(l, routine);
    tidy(l, routine);
    Cfg *cfg = cfg_build(l, routine);
    live_compute(l, routine, cfg);
    if (l->edges) states_link(l, routine, cfg);
    frame_plan(l, routine);
    settle(routine);
}

/* What the emitters call the parts of a function. */
static void reserve_names(const Unit *unit, Names *names)
{
    for (size_t i = 0; i < unit->functions.len; i++) {
        Str name = unit->functions.at[i]->name;
        for (size_t part = 0; part < NAMES_PARTS; part++)
            names_fresh(names, names_part(unit->arena, name, part));
    }
}

void lower_unit(const Unit *unit, uint32_t embed_limit, bool edges, DiagList *diags, Program *out)
{
    size_t count = unit->functions.len;
    Lower l = {.arena = unit->arena, .unit = unit, .names = &out->names, .diags = diags,
               .embed_limit = embed_limit, .edges = edges};

    out->unit = unit;
    names_init(&out->names, unit->arena, &unit->identifiers);
    reserve_names(unit, &out->names);
    out->routine = ARENA_ARRAY(unit->arena, Routine *, count ? count : 1);
    l.routines = out->routine;
    CallOrder order = calls_order(unit);
    for (size_t i = 0; i < count; i++) {
        Function *function = order.function[i];
        Routine *routine = routine_new(unit->arena, &out->names, function);
        routine->recursive = order.recursive[function->index];
        lower_function(&l, routine);
        out->routine[function->index] = routine;
    }
}
