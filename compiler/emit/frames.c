/*
 * frames.c - frames as tables:
 *
 *      mid (j.c:5): 120 bytes, within its caller's frame
 *        largest child: leaf (88) > async_sleep (56)
 *        offset  bytes  what                      lives across        shares its place with
 *             0     24  head
 *            32     88  frame of leaf             leaf                call
 */
#include "../base/writer.h"
#include "layout.h"
#include "views.h"

enum { WHAT_COLUMNS = 34, ACROSS_COLUMNS = 28 };

static Str names_of_states(Arena *arena, const Routine *routine, const BitSet *across)
{
    Str names = {0};

    BITSET_EACH(across, i)
    names = arena_printf(arena, "%.*s%s%.*s", STR_ARG(names), names.len ? ", " : "",
                         STR_ARG(layout_state(routine, i)));
    return names;
}

static Str names_of_sharers(Arena *arena, const Rows *rows, size_t of)
{
    Str names = {0};

    for (size_t i = 0; i < rows->len; i++) {
        if (i == of || !layout_shares(&rows->at[i], &rows->at[of])) continue;
        names = arena_printf(arena, "%.*s%s%.*s", STR_ARG(names), names.len ? ", " : "",
                             STR_ARG(rows->at[i].name));
    }
    return names;
}

static void end_line(Writer *w)
{
    while (w->len && w->text[w->len - 1] == ' ') w->len--;
    write_text(w, "\n");
}

static void table(Writer *w, Arena *arena, const Routine *routine)
{
    Rows rows = layout_rows(arena, routine);

    write_format(w, "  offset  bytes  %-*s  %-*s  %s\n", WHAT_COLUMNS, "what", ACROSS_COLUMNS,
                 "lives across", "shares its place with");
    for (size_t i = 0; i < rows.len; i++) {
        const Row *row = &rows.at[i];
        Str across = row->always ? (Str){0} : names_of_states(arena, routine, &row->across);
        Str sharers = names_of_sharers(arena, &rows, i);
        write_format(w, "  %6llu  %5llu  ", (unsigned long long)row->offset,
                     (unsigned long long)row->size);
        write_format(w, "%-*s  ", WHAT_COLUMNS, arena_copy(arena, row->what).at);
        write_format(w, "%-*s  ", ACROSS_COLUMNS, across.len ? across.at : "");
        write_format(w, "%.*s", STR_ARG(sharers));
        end_line(w);
    }
}

static void one(Writer *w, const Program *program, const Routine *routine)
{
    const Source *source = &program->unit->source;
    const Function *function = routine->function;
    Arena *arena = program->unit->arena;
    Str path = layout_path(arena, routine);

    write_format(w, "%.*s (%s:%u): %llu bytes, %s\n", STR_ARG(function->name),
                 source_place(source, function->span).file->name,
                 source_line(source, function->span.begin), (unsigned long long)routine->frame_size,
                 routine->embeddable ? "within its caller's frame" : "a block of its own");
    if (path.len) write_format(w, "  largest child: %.*s\n", STR_ARG(path));
    table(w, arena, routine);
    write_text(w, "\n");
}

Str emit_frames(const Program *program)
{
    const Unit *unit = program->unit;
    const Routine **sorted = ARENA_ARRAY(unit->arena, const Routine *, unit->functions.len + 1);
    size_t count = 0;
    uint64_t total = 0;
    Writer w;

    for (size_t i = 0; i < unit->functions.len; i++) {
        const Routine *routine = program->routine[i];
        if (routine->function->colour == COLOUR_PLAIN) continue;
        size_t k = count++;
        for (; k > 0 && sorted[k - 1]->frame_size < routine->frame_size; k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = routine;
        total += routine->frame_size;
    }
    writer_init(&w);
    for (size_t i = 0; i < count; i++) one(&w, program, sorted[i]);
    write_format(&w, "%zu frame%s, %llu bytes in all\n", count, count == 1 ? "" : "s",
                 (unsigned long long)total);
    Str text = arena_copy(unit->arena, (Str){w.text, w.len});
    writer_free(&w);
    return text;
}
