#include "edit.h"
#include <stdlib.h>

static void add_locals(Arena *arena, Edits *edits, const Routine *routine)
{
    const Function *function = routine->function;

    for (size_t i = 0; i < function->refs.len; i++) {
        const Ref *ref = &function->refs.at[i];
        Span span = {ref->at, ref->at + (uint32_t)ref->local->name.len};
        VEC_PUSH(arena, &edits->list, (Edit){span, EDIT_LOCAL, ref->local, ref->access, {0}, NULL});
    }
}

static void add_literals(Arena *arena, Edits *edits, const Routine *routine)
{
    const Function *function = routine->function;

    for (size_t i = 0; i < function->literals.len; i++) {
        const Literal *literal = &function->literals.at[i];
        Span first = {literal->span.begin, literal->span.begin + 1};
        Span last = {literal->span.end - 1, literal->span.end};
        if (!routine->place[literal->local->index].moved) continue;
        VEC_PUSH(arena, &edits->list, (Edit){.span = first, .kind = EDIT_LITERAL_BEGIN, .local = literal->local});
        VEC_PUSH(arena, &edits->list, (Edit){.span = last, .kind = EDIT_LITERAL_END, .local = literal->local});
    }
}

static void add_rename(Arena *arena, Edits *edits, const Rename *rename)
{
    VEC_PUSH(arena, &edits->list, (Edit){.span = rename->span, .kind = rename->type ? EDIT_TYPE : EDIT_RENAME,
                                       .text = rename->text, .type = rename->type});
}

static void add_types(Arena *arena, Edits *edits, const Function *function)
{
    for (size_t i = 0; i < function->renames.len; i++) add_rename(arena, edits, &function->renames.at[i]);
    for (size_t i = 0; i < function->hoists.len; i++) {
        const Hoist *hoist = &function->hoists.at[i];
        VEC_PUSH(arena, &edits->list, (Edit){.span = hoist->gone, .kind = EDIT_HOIST, .text = hoist->stays});
    }
}

static int ascending(const void *a, const void *b)
{
    const Edit *x = a, *y = b;

    return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

static void sort(Edits *edits)
{
    if (edits->list.len) qsort(edits->list.at, edits->list.len, sizeof *edits->list.at, ascending);
}

Edits edits_outside(Arena *arena, const Unit *unit)
{
    Edits edits = {0};

    for (size_t i = 0; i < unit->renames.len; i++) add_rename(arena, &edits, &unit->renames.at[i]);
    sort(&edits);
    return edits;
}

/* What is renamed wherever it stands, in a function too. */
static void add_inside(Arena *arena, Edits *edits, const Unit *unit, Span body)
{
    for (size_t i = 0; i < unit->renames.len; i++)
        if (span_within(body, unit->renames.at[i].span))
            add_rename(arena, edits, &unit->renames.at[i]);
}

Edits edits_of(Arena *arena, const Unit *unit, const Routine *routine)
{
    Edits edits = {0};

    add_inside(arena, &edits, unit, routine->function->body);
    add_locals(arena, &edits, routine);
    add_literals(arena, &edits, routine);
    add_types(arena, &edits, routine->function);
    sort(&edits);
    return edits;
}

size_t edits_find(const Edits *edits, uint32_t at)
{
    size_t low = 0, high = edits->list.len;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (edits->list.at[middle].span.begin < at) low = middle + 1;
        else high = middle;
    }
    return low;
}
