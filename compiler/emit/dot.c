/*
 * dot.c - the graph of each function's states, in the language of Graphviz. Nodes have ids of the
 * form FUNCTION.STATE, so that a page finds them in the drawing.
 */
#include "../base/writer.h"
#include "layout.h"
#include "views.h"

enum { LABEL_MAX = 48 };

/* Quoted, what is too long cut. */
static void quoted(Writer *w, Str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (i >= LABEL_MAX && ((unsigned char)c & 0xC0) != 0x80) {
            write_text(w, "...");
            return;
        }
        if (c == '"' || c == '\\') write_text(w, "\\");
        write_str(w, c == '\n' || c == '\t' ? STR(" ") : (Str){&text.at[i], 1});
    }
}

static void node_name(Writer *w, const Routine *routine, uint32_t state)
{
    Str name = routine->function->name;

    if (state == EDGE_RETURN)
        write_format(w, "\"%.*s.return\"", STR_ARG(name));
    else if (state == EDGE_RAISE)
        write_format(w, "\"%.*s.raise\"", STR_ARG(name));
    else
        write_format(w, "\"%.*s.%u\"", STR_ARG(name), (unsigned)state);
}

static bool leads_to(const Routine *routine, uint32_t state)
{
    for (size_t i = 0; i < routine->edges.len; i++)
        if (routine->edges.at[i].to == state) return true;
    return false;
}

static void end_node(Writer *w, const Routine *routine, uint32_t state, const char *label)
{
    if (!leads_to(routine, state)) return;
    write_text(w, "        ");
    node_name(w, routine, state);
    write_format(w, " [label=\"%s\", shape=doublecircle, class=\"end\"];\n", label);
}

static void state_node(Writer *w, const Program *program, const Routine *routine, size_t i)
{
    const Suspension *suspension = &routine->suspensions.at[i];
    const Source *source = &program->unit->source;

    write_text(w, "        ");
    node_name(w, routine, (uint32_t)i + 1);
    write_format(w, " [id=\"%.*s.%zu\", label=\"", STR_ARG(routine->function->name), i + 1);
    quoted(w, suspension->await ? suspension->await->awaited : STR("yield"));
    write_format(w, "\\nline %u\"];\n", source_line(source, layout_state_at(suspension).begin));
}

static void edge(Writer *w, const Routine *routine, const Edge *edge)
{
    write_text(w, "        ");
    node_name(w, routine, edge->from);
    write_text(w, " -> ");
    node_name(w, routine, edge->to);
    write_text(w, " [label=\"");
    quoted(w, edge->condition);
    write_format(w, "\"%s];\n",
                 edge->unwinds ? ", style=dashed, color=gray, fontcolor=gray, class=\"unwinds\""
                               : "");
}

/* The innermost loop around a state; NULL: none. */
static const Stmt *loop_of(const Code *code, const Suspension *wanted, const Stmt *around)
{
    const Stmt *found = NULL;

    if (!code) return NULL;
    if ((wanted->await && code->kind == CODE_AWAIT && code->await == wanted->await) ||
        code == wanted->yield)
        return around;
    bool loops =
        code->kind == CODE_FOREVER || (code->kind == CODE_LOOP && code->loop != LOOP_SWITCH);
    if (loops && code->stmt) around = code->stmt;
    for (size_t i = 0; i < code->items.len && !found; i++)
        found = loop_of(code->items.at[i], wanted, around);
    if (!found) found = loop_of(code->body, wanted, around);
    if (!found) found = loop_of(code->otherwise, wanted, around);
    return found;
}

static void nodes(Writer *w, const Program *program, const Routine *routine)
{
    size_t count = routine->suspensions.len;
    const Stmt **loop = ARENA_ARRAY(program->unit->arena, const Stmt *, count + 1);

    for (size_t i = 0; i < count; i++)
        loop[i] = loop_of(routine->body, &routine->suspensions.at[i], NULL);
    for (size_t i = 0; i < count; i++) {
        bool opens = loop[i] && (!i || loop[i - 1] != loop[i]);
        bool closes = loop[i] && (i + 1 == count || loop[i + 1] != loop[i]);
        if (opens)
            write_format(w,
                         "        subgraph \"cluster_%.*s_%zu\" { label=\"loop at line %u\"; "
                         "style=dotted;\n",
                         STR_ARG(routine->function->name), i,
                         source_line(&program->unit->source, loop[i]->span.begin));
        state_node(w, program, routine, i);
        if (closes) write_text(w, "        }\n");
    }
}

static void function(Writer *w, const Program *program, const Routine *routine)
{
    Str name = routine->function->name;

    write_format(w, "    subgraph \"cluster_%.*s\" {\n        label=\"%.*s\";\n", STR_ARG(name),
                 STR_ARG(name));
    write_format(w, "        \"%.*s.0\" [label=\"%.*s\", shape=oval, class=\"begin\"];\n",
                 STR_ARG(name), STR_ARG(name));
    nodes(w, program, routine);
    end_node(w, routine, EDGE_RETURN, "return");
    end_node(w, routine, EDGE_RAISE, "raise");
    for (size_t i = 0; i < routine->edges.len; i++) edge(w, routine, &routine->edges.at[i]);
    write_text(w, "    }\n");
}

Str emit_dot(const Program *program)
{
    const Unit *unit = program->unit;
    Writer w;

    writer_init(&w);
    write_text(&w, "digraph states {\n    bgcolor=transparent;\n"
                   "    node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];\n"
                   "    edge [fontname=\"monospace\", fontsize=9];\n"
                   "    graph [fontname=\"sans-serif\", fontsize=12];\n");
    for (size_t i = 0; i < unit->functions.len; i++)
        if (program->routine[i]->function->colour != COLOUR_PLAIN)
            function(&w, program, program->routine[i]);
    write_text(&w, "}\n");
    Str text = arena_copy(unit->arena, (Str){w.text, w.len});
    writer_free(&w);
    return text;
}
