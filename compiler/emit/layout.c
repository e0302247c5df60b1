#include "layout.h"

enum { HEAD_BYTES = 24, POINTER_BYTES = 8 };

static uint64_t round_up(uint64_t at, uint64_t align)
{
    return align > 1 ? (at + align - 1) / align * align : at;
}

/* ------------------------------------------------------------------ rows */

static void add_fixed(Arena *arena, Rows *rows, const char *name, const char *what, uint64_t offset,
                      uint64_t size)
{
    VEC_PUSH(arena, rows,
             (Row){.name = str_from(name),
                   .what = str_from(what),
                   .offset = offset,
                   .size = size,
                   .always = true});
}

static uint64_t add_typed(Arena *arena, Rows *rows, const char *name, const Type *type, uint64_t at)
{
    if (!type || type->class_ == TYPE_VOID) return at;
    at = round_up(at, type->align);
    Str what = type_declare(arena, type_unqualified(arena, type), str_from(name));
    add_fixed(arena, rows, name, arena_copy(arena, what).at, at, type->size);
    return at + type->size;
}

/* What every frame begins with; see measure_frame in lower/frame.c. */
static void add_head(Arena *arena, Rows *rows, const Routine *routine)
{
    const Function *function = routine->function;
    uint64_t at = HEAD_BYTES;

    add_fixed(arena, rows, "base", "head", 0, HEAD_BYTES);
    if (function->colour == COLOUR_GENERATOR || function->colour == COLOUR_ASYNC_GENERATOR) {
        at = round_up(add_typed(arena, rows, "value", function->yields, at), POINTER_BYTES);
        add_fixed(arena, rows, "slot", "where values go", at, POINTER_BYTES);
        at = add_typed(arena, rows, "sent", function->receives, at + POINTER_BYTES);
    }
    add_typed(arena, rows, "result", function->result, at);
}

static BitSet states_of_child(Arena *arena, const Routine *routine, const Await *child)
{
    BitSet across = bitset_new(arena, routine->suspensions.len);

    for (size_t i = 0; i < routine->suspensions.len; i++) {
        const Await *await = routine->suspensions.at[i].await;
        if (!await) continue;
        if (str_eq(await->field, child->field) || child->joint == await) bitset_add(&across, i);
    }
    return across;
}

static Str child_words(Arena *arena, const Await *child)
{
    if (child->kind == AWAIT_JOINT) return arena_printf(arena, "%.*s", STR_ARG(child->awaited));
    if (child->kind == AWAIT_BRANCH)
        return arena_printf(arena, "branch: %.*s", STR_ARG(child->awaited));
    Str name = child->operation.len ? child->operation : child->awaited;
    return arena_printf(arena, "%s of %.*s",
                        await_is_pooled(child) ? "pointer to the frame" : "frame", STR_ARG(name));
}

static void add_member(Arena *arena, Rows *rows, const Routine *routine, const Member *m,
                       uint64_t base)
{
    Row row = {.offset = base + m->offset, .size = m->size};

    if (m->kind == MEMBER_GROUP) {
        for (size_t i = 0; i < m->members.len; i++)
            add_member(arena, rows, routine, m->members.at[i], base + m->offset);
        return;
    }
    if (m->kind == MEMBER_LOCAL) {
        const Place *place = &routine->place[m->local->index];
        row.local = m->local;
        row.name = place->field;
        row.what = type_declare(arena, type_assignable(arena, m->local->type), m->local->name);
        row.across = place->across;
    } else {
        row.child = m->child;
        row.name = m->child->field;
        row.what = child_words(arena, m->child);
        row.across = states_of_child(arena, routine, m->child);
    }
    VEC_PUSH(arena, rows, row);
}

Rows layout_rows(Arena *arena, const Routine *routine)
{
    Rows rows = {0};

    add_head(arena, &rows, routine);
    for (size_t i = 0; i < routine->layout->members.len; i++)
        add_member(arena, &rows, routine, routine->layout->members.at[i], 0);
    for (size_t i = 1; i < rows.len; i++) /* by offset, and as they stand in the struct */
        for (size_t k = i; k > 0 && rows.at[k].offset < rows.at[k - 1].offset; k--) {
            Row kept = rows.at[k];
            rows.at[k] = rows.at[k - 1];
            rows.at[k - 1] = kept;
        }
    return rows;
}

bool layout_shares(const Row *a, const Row *b)
{
    return a->offset < b->offset + b->size && b->offset < a->offset + a->size;
}

/* ------------------------------------------------------------------ the path of large children */

static const Member *largest_child(const Member *in, const Member *best)
{
    for (size_t i = 0; i < in->members.len; i++) {
        const Member *m = in->members.at[i];
        if (m->kind == MEMBER_GROUP) best = largest_child(m, best);
        if (m->kind == MEMBER_CHILD && m->child->kind != AWAIT_JOINT &&
            (!best || m->size > best->size))
            best = m;
    }
    return best;
}

Str layout_path(Arena *arena, const Routine *routine)
{
    Str path = {0};

    while (routine && routine->layout) {
        const Member *child = largest_child(routine->layout, NULL);
        if (!child) break;
        Str name = child->child->operation.len ? child->child->operation : child->child->awaited;
        path = arena_printf(arena, "%.*s%s%.*s (%llu)", STR_ARG(path), path.len ? " > " : "",
                            STR_ARG(name), (unsigned long long)child->size);
        routine = await_is_pooled(child->child) ? NULL : child->child->callee;
    }
    return path;
}

/* ------------------------------------------------------------------ states */

Str layout_state(const Routine *routine, size_t state)
{
    const Suspension *suspension = &routine->suspensions.at[state];
    Str label = suspension->await ? suspension->await->label : suspension->yield->yield.label;
    size_t prefix = routine->function->name.len + 2;

    return label.len > prefix ? (Str){label.at + prefix, label.len - prefix} : label;
}

Span layout_state_at(const Suspension *suspension)
{
    return suspension->await ? suspension->await->at : suspension->yield->yield.at;
}
