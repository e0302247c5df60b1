/*
 * dot.c - the graph of each function's states, in the language of Graphviz. Nodes have ids of the
 * form FUNCTION.STATE, so that a page finds them in the drawing.
 */
#include "../base/process.h"
#include "../base/writer.h"
#include "layout.h"
#include "views.h"

enum { LABEL_MAX = 48, LABEL_LINE = 16 };

/* Quoted, a line for each of several conditions, what is too long cut. */
static void quoted(Writer *w, Str text)
{
    size_t column = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (column++ >= LABEL_MAX && ((unsigned char)c & 0xC0) != 0x80) {
            write_text(w, "...");
            return;
        }
        if (column > LABEL_LINE && str_starts((Str){text.at + i, text.len - i}, " && ")) {
            write_text(w, "\\n");
            column = 0;
            continue;
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
    write_format(w, " [id=\"%.*s.%s\", label=\"%s\", shape=doublecircle, class=\"end\"];\n",
                 STR_ARG(routine->function->name), label, label);
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

static void edge(Writer *w, const Routine *routine, size_t i)
{
    const Edge *edge = &routine->edges.at[i];

    write_text(w, "        ");
    node_name(w, routine, edge->from);
    write_text(w, " -> ");
    node_name(w, routine, edge->to);
    write_format(w, " [id=\"%.*s.way%zu\", label=\"", STR_ARG(routine->function->name), i);
    quoted(w, edge->condition);
    write_format(w, "\"%s];\n",
                 edge->unwinds || edge->to == EDGE_RAISE
                     ? ", style=dashed, color=gray, fontcolor=gray, class=\"unwinds\""
                     : "");
}

/* ------------------------------------------------------------------ nodes, clusters of loops */

typedef struct Nodes {
    Writer *w;
    const Program *program;
    const Routine *routine;
    unsigned clusters;
} Nodes;

/* The state of a piece of code, or the count of all where it is none. */
static size_t state_of(const Routine *routine, const Code *code)
{
    size_t i = 0;

    for (; i < routine->suspensions.len; i++) {
        const Suspension *s = &routine->suspensions.at[i];
        if (s->await ? code->kind == CODE_AWAIT && code->await == s->await : code == s->yield)
            break;
    }
    return i;
}

/* The branches of a combinator are code of the await. */
static const Code *branch_of(const Code *code) { return code->await ? code->await->body : NULL; }

static bool holds_state(const Routine *routine, const Code *code)
{
    if (!code) return false;
    if (state_of(routine, code) < routine->suspensions.len) return true;
    for (size_t i = 0; i < code->items.len; i++)
        if (holds_state(routine, code->items.at[i])) return true;
    return holds_state(routine, branch_of(code)) || holds_state(routine, code->init) ||
           holds_state(routine, code->body) || holds_state(routine, code->otherwise);
}

/* The loop that a cluster is drawn around; NULL: none. */
static const Stmt *loop_of(const Code *code)
{
    if (code->kind == CODE_FOREVER) return code->loop_of;
    if (code->kind != CODE_LOOP || code->loop == LOOP_SWITCH) return NULL;
    return code->loop_of ? code->loop_of : code->stmt;
}

static void open_cluster(Nodes *n, const Stmt *loop)
{
    Str name = n->routine->function->name;

    write_format(n->w, "        subgraph \"cluster_%.*s_%u\" { id=\"%.*s.loop%u\"; ", STR_ARG(name),
                 n->clusters, STR_ARG(name), n->clusters);
    write_format(n->w, "label=\"loop at line %u\"; style=dotted;\n",
                 source_line(&n->program->unit->source, loop->span.begin));
    n->clusters++;
}

static void nodes(Nodes *n, const Code *code)
{
    if (!holds_state(n->routine, code)) return;
    size_t state = state_of(n->routine, code);
    const Stmt *loop = loop_of(code);
    if (state < n->routine->suspensions.len) state_node(n->w, n->program, n->routine, state);
    nodes(n, branch_of(code));
    nodes(n, code->init);
    if (loop) open_cluster(n, loop);
    for (size_t i = 0; i < code->items.len; i++) nodes(n, code->items.at[i]);
    nodes(n, code->body);
    nodes(n, code->otherwise);
    if (loop) write_text(n->w, "        }\n");
}

/* The nodes and edges of one function, in the graph or cluster that was opened. */
static void machine(Writer *w, const Program *program, const Routine *routine)
{
    Nodes all = {w, program, routine, 0};
    Str name = routine->function->name;

    write_format(w,
                 "        \"%.*s.0\" [id=\"%.*s.begin\", label=\"%.*s\", shape=oval, "
                 "class=\"begin\"];\n",
                 STR_ARG(name), STR_ARG(name), STR_ARG(name));
    nodes(&all, routine->body);
    end_node(w, routine, EDGE_RETURN, "return");
    end_node(w, routine, EDGE_RAISE, "raise");
    for (size_t i = 0; i < routine->edges.len; i++) edge(w, routine, i);
}

static void open_graph(Writer *w, Str name)
{
    write_format(w, "digraph \"%.*s\" {\n    bgcolor=transparent;\n", STR_ARG(name));
    write_text(w, "    node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];\n"
                  "    edge [fontname=\"monospace\", fontsize=9];\n"
                  "    graph [fontname=\"sans-serif\", fontsize=12];\n");
}

static Str finished(Arena *arena, Writer *w)
{
    Str text = arena_copy(arena, (Str){w->text, w->len});

    writer_free(w);
    return text;
}

Str emit_dot(const Program *program)
{
    const Unit *unit = program->unit;
    Writer w;

    writer_init(&w);
    open_graph(&w, STR("states"));
    for (size_t i = 0; i < unit->functions.len; i++) {
        const Routine *routine = program->routine[i];
        Str name = routine->function->name;
        if (routine->function->colour == COLOUR_PLAIN) continue;
        write_format(&w, "    subgraph \"cluster_%.*s\" {\n        label=\"%.*s\";\n",
                     STR_ARG(name), STR_ARG(name));
        machine(&w, program, routine);
        write_text(&w, "    }\n");
    }
    write_text(&w, "}\n");
    return finished(unit->arena, &w);
}

Str emit_dot_of(const Program *program, const Routine *routine)
{
    Writer w;

    writer_init(&w);
    open_graph(&w, routine->function->name);
    write_format(&w, "    graph [id=\"%.*s.graph\"];\n", STR_ARG(routine->function->name));
    machine(&w, program, routine);
    write_text(&w, "}\n");
    return finished(program->unit->arena, &w);
}

int emit_svg(Arena *arena, Str dot, Str *svg)
{
    char *command[] = {"dot", "-Tsvg", NULL};

    return process_filter(arena, command, dot, svg);
}
