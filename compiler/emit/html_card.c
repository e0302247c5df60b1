/*
 * html_card.c - a function on the page: its states, their graph, and what lies in the frame while
 * it is suspended in each, drawn to scale.
 */
#include "html_page.h"
#include "layout.h"
#include "views.h"

/* ------------------------------------------------------------------ states */

static void state_button(Page *p, const Routine *routine, size_t i)
{
    const Suspension *suspension = &routine->suspensions.at[i];
    unsigned line = source_line(&p->program->unit->source, layout_state_at(suspension).begin);

    write_format(&p->w, "<button data-s=\"%u\" data-state=\"%.*s.%zu\">", line,
                 STR_ARG(routine->function->name), i + 1);
    html_escaped(p, suspension->await ? suspension->await->awaited : STR("yield"));
    write_format(&p->w, ", line %u</button>", line);
}

/* The drawing without what stands before it in a file of its own; empty: nobody to draw it. */
static Str drawing_of(Page *p, const Routine *routine)
{
    Str svg = {0};

    if (emit_svg(p->arena, emit_dot_of(p->program, routine), &svg) != 0 || !svg.len)
        return (Str){0};
    const char *begin = strstr(svg.at, "<svg");
    return begin ? (Str){begin, svg.len - (size_t)(begin - svg.at)} : (Str){0};
}

static void graph(Page *p, const Routine *routine)
{
    Str drawing = routine->suspensions.len ? drawing_of(p, routine) : (Str){0};

    if (!drawing.len) return;
    write_format(&p->w,
                 "<div class=\"graph\" role=\"group\" aria-label=\"Graph of the states of %.*s\" "
                 "tabindex=\"0\">",
                 STR_ARG(routine->function->name));
    write_str(&p->w, drawing);
    write_text(&p->w, "</div>");
}

/* ------------------------------------------------------------------ frames */

static const char *class_of(const Row *row, size_t state)
{
    if (row->always) return "fixed";
    if (!bitset_has(&row->across, state)) return NULL;
    return row->child ? "child" : "local";
}

/* What lies in the frame while the function is suspended there. */
static void bar(Page *p, const Routine *routine, const Rows *rows, size_t state)
{
    uint64_t whole = routine->frame_size ? routine->frame_size : 1;

    write_text(&p->w, "<div class=\"bar\" aria-hidden=\"true\">");
    for (size_t i = 0; i < rows->len; i++) {
        const Row *row = &rows->at[i];
        const char *class = class_of(row, state);
        if (!class) continue;
        write_format(&p->w, "<i class=\"%s\" style=\"left:%.3f%%;width:%.3f%%\" title=\"", class,
                     100.0 * (double)row->offset / (double)whole,
                     100.0 * (double)row->size / (double)whole);
        html_escaped(p, row->what);
        write_format(&p->w, ": %llu bytes at %llu\">", (unsigned long long)row->size,
                     (unsigned long long)row->offset);
        html_escaped(p, row->name);
        write_text(&p->w, "</i>");
    }
    write_text(&p->w, "</div><span class=\"hidden\">");
    for (size_t i = 0; i < rows->len; i++) {
        if (!class_of(&rows->at[i], state)) continue;
        html_escaped(p, rows->at[i].what);
        write_format(&p->w, ", %llu bytes at %llu. ", (unsigned long long)rows->at[i].size,
                     (unsigned long long)rows->at[i].offset);
    }
    write_text(&p->w, "</span>");
}

static void states(Page *p, const Routine *routine)
{
    Rows rows = layout_rows(p->arena, routine);

    write_text(&p->w, "<ol class=\"states\">");
    for (size_t i = 0; i < routine->suspensions.len; i++) {
        write_text(&p->w, "<li>");
        state_button(p, routine, i);
        bar(p, routine, &rows, i);
        write_text(&p->w, "</li>");
    }
    write_text(&p->w, "</ol>");
}

/* ------------------------------------------------------------------ cards */

static void card(Page *p, const Routine *routine)
{
    Str name = routine->function->name, path = layout_path(p->arena, routine);

    write_format(&p->w,
                 "<section class=\"card\" aria-labelledby=\"%.*s.card\"><h3 id=\"%.*s.card\">%.*s"
                 "<small> %llu bytes, %zu %s</small></h3>",
                 STR_ARG(name), STR_ARG(name), STR_ARG(name),
                 (unsigned long long)routine->frame_size, routine->suspensions.len,
                 routine->suspensions.len == 1 ? "state" : "states");
    if (path.len) {
        write_text(&p->w, "<p>largest child: ");
        html_escaped(p, path);
        write_text(&p->w, "</p>");
    }
    write_text(&p->w, "<div class=\"machine\">");
    states(p, routine);
    graph(p, routine);
    write_text(&p->w, "</div></section>\n");
}

void html_functions(Page *p)
{
    const Unit *unit = p->program->unit;

    write_text(
        &p->w,
        "<section id=\"functions\" aria-labelledby=\"functions-h\">"
        "<h2 id=\"functions-h\">Functions</h2><p>Each state is a suspension, with what lies "
        "in the frame meanwhile, to scale: <b class=\"fixed\">head, result</b> "
        "<b class=\"local\">locals</b> <b class=\"child\">what is awaited</b>. In the graph "
        "(drawn where Graphviz is installed) dashed ways are taken by what was raised.</p>\n");
    for (size_t i = 0; i < unit->functions.len; i++) {
        const Routine *routine = p->program->routine[i];
        if (routine->function->colour == COLOUR_PLAIN) continue;
        card(p, routine);
    }
    write_text(&p->w, "</section>\n");
}
