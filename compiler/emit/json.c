/*
 * json.c - functions, states, edges and frames for programs; docs/emit.schema.json is the schema.
 */
#include "../base/writer.h"
#include "layout.h"
#include "views.h"

typedef struct Json {
    Writer w;
    const Program *program;
    bool first; /* of the list or object that is open */
} Json;

/* ------------------------------------------------------------------ values */

static void string(Json *j, Str text)
{
    write_text(&j->w, "\"");
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '"' || c == '\\')
            write_format(&j->w, "\\%c", c);
        else if (c < ' ')
            write_format(&j->w, "\\u%04x", c);
        else
            write_str(&j->w, (Str){text.at + i, 1});
    }
    write_text(&j->w, "\"");
}

static void next(Json *j, const char *gap)
{
    write_format(&j->w, "%s%s", j->first ? "" : ",", gap);
    j->first = false;
}

static void key(Json *j, const char *name)
{
    next(j, j->first ? "" : " ");
    write_format(&j->w, "\"%s\": ", name);
}

static void open(Json *j, const char *bracket)
{
    write_text(&j->w, bracket);
    j->first = true;
}

static void close(Json *j, const char *bracket)
{
    write_text(&j->w, bracket);
    j->first = false;
}

static void number(Json *j, const char *name, uint64_t value)
{
    key(j, name);
    write_format(&j->w, "%llu", (unsigned long long)value);
}

static void text(Json *j, const char *name, Str value)
{
    key(j, name);
    string(j, value);
}

static void boolean(Json *j, const char *name, bool value)
{
    key(j, name);
    write_text(&j->w, value ? "true" : "false");
}

static void place(Json *j, Span at)
{
    number(j, "line", source_line(&j->program->unit->source, at.begin));
    number(j, "column", source_column(&j->program->unit->source, at.begin));
}

/* ------------------------------------------------------------------ states and edges */

static const char *const kinds[] = {
    [AWAIT_EMBEDDED] = "call",       [AWAIT_POOLED] = "call",
    [AWAIT_OPERATION] = "operation", [AWAIT_GENERATOR] = "generator",
    [AWAIT_DELEGATE] = "delegation", [AWAIT_DELEGATE_POOLED] = "delegation",
    [AWAIT_BRANCH] = "branch",       [AWAIT_JOINT] = "combinator"};

static void awaited(Json *j, const Await *await)
{
    text(j, "kind", str_from(kinds[await->kind]));
    text(j, "awaits", await->awaited);
    boolean(j, "embedded", !await_is_pooled(await));
    if (!await->children.len) return;
    key(j, "children");
    open(j, "[");
    for (size_t i = 0; i < await->children.len; i++) {
        next(j, "");
        open(j, "{");
        place(j, await->children.at[i]->at);
        awaited(j, await->children.at[i]);
        close(j, "}");
    }
    close(j, "]");
}

static void states(Json *j, const Routine *routine)
{
    key(j, "states");
    open(j, "[");
    for (size_t i = 0; i < routine->suspensions.len; i++) {
        const Suspension *suspension = &routine->suspensions.at[i];
        next(j, "\n      ");
        open(j, "{");
        number(j, "id", i + 1);
        text(j, "name", layout_state(routine, i));
        place(j, layout_state_at(suspension));
        if (suspension->await)
            awaited(j, suspension->await);
        else
            text(j, "kind", STR("yield"));
        close(j, "}");
    }
    close(j, "]");
}

static void end(Json *j, const char *name, uint32_t state)
{
    if (state == EDGE_RETURN)
        text(j, name, STR("return"));
    else if (state == EDGE_RAISE)
        text(j, name, STR("raise"));
    else
        number(j, name, state);
}

static void edges(Json *j, const Routine *routine)
{
    key(j, "edges");
    open(j, "[");
    for (size_t i = 0; i < routine->edges.len; i++) {
        const Edge *edge = &routine->edges.at[i];
        next(j, "\n      ");
        open(j, "{");
        end(j, "from", edge->from);
        end(j, "to", edge->to);
        if (edge->condition.len) text(j, "condition", edge->condition);
        boolean(j, "unwinds", edge->unwinds);
        close(j, "}");
    }
    close(j, "]");
}

/* ------------------------------------------------------------------ the frame */

static void shared(Json *j, const Rows *rows, size_t of)
{
    key(j, "shares_with");
    open(j, "[");
    for (size_t i = 0; i < rows->len; i++) {
        if (i == of || !layout_shares(&rows->at[i], &rows->at[of])) continue;
        next(j, "");
        string(j, rows->at[i].name);
    }
    close(j, "]");
}

static void part(Json *j, const Rows *rows, size_t i)
{
    const Row *row = &rows->at[i];

    text(j, "name", row->name);
    text(j, "what", row->what);
    text(j, "kind",
         str_from(row->local   ? row->local->is_parameter ? "parameter" : "local"
                  : row->child ? "child"
                               : "head"));
    number(j, "offset", row->offset);
    number(j, "bytes", row->size);
    key(j, "across");
    open(j, "[");
    if (!row->always) BITSET_EACH(&row->across, k)
        {
            next(j, "");
            write_format(&j->w, "%zu", k + 1);
        }
    close(j, "]");
    shared(j, rows, i);
}

static void frame(Json *j, const Routine *routine)
{
    Rows rows = layout_rows(j->program->unit->arena, routine);

    key(j, "frame");
    open(j, "{");
    number(j, "bytes", routine->frame_size);
    number(j, "align", routine->frame_align);
    boolean(j, "embeddable", routine->embeddable);
    text(j, "largest_child", layout_path(j->program->unit->arena, routine));
    key(j, "parts");
    open(j, "[");
    for (size_t i = 0; i < rows.len; i++) {
        next(j, "\n      ");
        open(j, "{");
        part(j, &rows, i);
        close(j, "}");
    }
    close(j, "]");
    close(j, "}");
}

static Str kind_of(const Function *function)
{
    switch (function->colour) {
    case COLOUR_GENERATOR: return STR("generator");
    case COLOUR_ASYNC_GENERATOR: return STR("async generator");
    default: return STR("async");
    }
}

static void function(Json *j, const Routine *routine)
{
    const Function *function = routine->function;

    next(j, "\n    ");
    open(j, "{");
    text(j, "name", function->name);
    text(j, "file", str_from(source_place(&j->program->unit->source, function->span).file->name));
    number(j, "line", source_line(&j->program->unit->source, function->span.begin));
    text(j, "kind", kind_of(function));
    states(j, routine);
    edges(j, routine);
    frame(j, routine);
    close(j, "}");
}

Str emit_json(const Program *program)
{
    const Unit *unit = program->unit;
    Json j = {.program = program};

    writer_init(&j.w);
    open(&j, "{");
    number(&j, "version", 1);
    text(&j, "source", str_from(unit->source.name));
    key(&j, "functions");
    open(&j, "[");
    for (size_t i = 0; i < unit->functions.len; i++)
        if (program->routine[i]->function->colour != COLOUR_PLAIN)
            function(&j, program->routine[i]);
    close(&j, "]");
    close(&j, "}\n");
    Str result = arena_copy(unit->arena, (Str){j.w.text, j.w.len});
    writer_free(&j.w);
    return result;
}
