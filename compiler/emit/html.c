/*
 * html.c - one page, without network: the source beside what was generated, the graph of states,
 * the frames drawn to scale at each suspension. Elements with the same data-s, a line of the
 * source, belong together; the script lights them.
 */
#include "../base/writer.h"
#include "html_page.h"
#include "layout.h"
#include "views.h"

#include <stdlib.h>

typedef struct Page {
    Writer w;
    const Program *program;
    Arena *arena;
} Page;

static void escaped(Page *p, Str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '<')
            write_text(&p->w, "&lt;");
        else if (c == '>')
            write_text(&p->w, "&gt;");
        else if (c == '&')
            write_text(&p->w, "&amp;");
        else if (c == '"')
            write_text(&p->w, "&quot;");
        else
            write_str(&p->w, (Str){&text.at[i], 1});
    }
}

/* ------------------------------------------------------------------ lines */

/* The next line of a text, without its end; moves `at` on. */
static Str next_line(Str text, size_t *at)
{
    size_t begin = *at, end = begin;

    while (end < text.len && text.at[end] != '\n') end++;
    *at = end + 1;
    return (Str){text.at + begin, end - begin};
}

static void code_line(Page *p, unsigned number, unsigned source, Str line)
{
    if (source)
        write_format(&p->w, "<li data-n=\"%u\" data-s=\"%u\">", number, source);
    else
        write_format(&p->w, "<li data-n=\"%u\">", number);
    escaped(p, line);
    write_text(&p->w, line.len ? "</li>" : " </li>");
}

/* `#line 12 "name"`: 12, or 0 where it leads to another file than the source's. */
static bool line_directive(Str line, const char *source, bool *own, unsigned *number)
{
    if (!str_starts(line, "#line ")) return false;
    *number = (unsigned)strtoul(line.at + 6, NULL, 10);
    const char *quote = memchr(line.at, '"', line.len);
    if (!quote) return true;
    Str name = {quote + 1, (size_t)(line.at + line.len - quote) - 1};
    while (name.len && name.at[name.len - 1] != '"') name.len--;
    if (name.len) name.len--;
    *own = str_is(name, source);
    return true;
}

static void generated(Page *p, Str c)
{
    const char *source = p->program->unit->source.name;
    unsigned number = 0, from = 1;
    bool own = true;

    for (size_t at = 0; at < c.len;) {
        Str line = next_line(c, &at);
        if (line_directive(line, source, &own, &from)) continue;
        code_line(p, ++number, own ? from : 0, line);
        from++;
    }
}

static void pane(Page *p, const char *id, const char *title)
{
    write_format(&p->w,
                 "<section id=\"%s\" aria-labelledby=\"%s-h\"><h2 id=\"%s-h\">%s</h2>"
                 "<ol class=\"code\" aria-label=\"%s, arrow keys move by line, Enter goes to the "
                 "other side\">",
                 id, id, id, title, title);
}

static void panes(Page *p, Str c)
{
    Str source = source_written(&p->program->unit->source)->text;
    unsigned number = 0;

    write_text(&p->w, "<div class=\"panes\">");
    pane(p, "source", "Source");
    for (size_t at = 0; at < source.len;) {
        Str line = next_line(source, &at);
        number++;
        code_line(p, number, number, line);
    }
    write_text(&p->w, "</ol></section>");
    pane(p, "generated", "Generated C");
    generated(p, c);
    write_text(&p->w, "</ol></section></div>\n");
}

/* ------------------------------------------------------------------ states */

static void state_button(Page *p, const Routine *routine, size_t i)
{
    const Suspension *suspension = &routine->suspensions.at[i];
    unsigned line = source_line(&p->program->unit->source, layout_state_at(suspension).begin);

    write_format(&p->w, "<li><button data-s=\"%u\" data-state=\"%.*s.%zu\">", line,
                 STR_ARG(routine->function->name), i + 1);
    escaped(p, suspension->await ? suspension->await->awaited : STR("yield"));
    write_format(&p->w, ", line %u</button></li>", line);
}

static void states(Page *p, Str svg)
{
    const Unit *unit = p->program->unit;
    const char *begin = svg.len ? strstr(svg.at, "<svg") : NULL;

    write_text(&p->w,
               "<section id=\"states\" aria-labelledby=\"states-h\"><h2 id=\"states-h\">States</h2>"
               "<p>Each is a suspension; dashed ways are taken by what was raised.</p>");
    for (size_t i = 0; i < unit->functions.len; i++) {
        const Routine *routine = p->program->routine[i];
        if (routine->function->colour == COLOUR_PLAIN || !routine->suspensions.len) continue;
        write_format(&p->w, "<h3>%.*s</h3><ul class=\"states\">", STR_ARG(routine->function->name));
        for (size_t k = 0; k < routine->suspensions.len; k++) state_button(p, routine, k);
        write_text(&p->w, "</ul>");
    }
    if (begin) {
        write_text(
            &p->w,
            "<div class=\"graph\" role=\"group\" aria-label=\"Graph of states\" tabindex=\"0\">");
        write_text(&p->w, begin);
        write_text(&p->w, "</div>");
    } else {
        write_text(&p->w, "<p>The graph is drawn where Graphviz is installed.</p>");
    }
    write_text(&p->w, "</section>\n");
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

    write_text(&p->w, "<div class=\"bar\" style=\"height:1.3rem\" aria-hidden=\"true\">");
    for (size_t i = 0; i < rows->len; i++) {
        const Row *row = &rows->at[i];
        const char *class = class_of(row, state);
        if (!class) continue;
        write_format(&p->w, "<i class=\"%s\" style=\"left:%.3f%%;width:%.3f%%\" title=\"", class,
                     100.0 * (double)row->offset / (double)whole,
                     100.0 * (double)row->size / (double)whole);
        escaped(p, row->what);
        write_format(&p->w, ": %llu bytes at %llu\">", (unsigned long long)row->size,
                     (unsigned long long)row->offset);
        escaped(p, row->name);
        write_text(&p->w, "</i>");
    }
    write_text(&p->w, "</div><span class=\"hidden\">");
    for (size_t i = 0; i < rows->len; i++) {
        if (!class_of(&rows->at[i], state)) continue;
        escaped(p, rows->at[i].what);
        write_format(&p->w, ", %llu bytes at %llu. ", (unsigned long long)rows->at[i].size,
                     (unsigned long long)rows->at[i].offset);
    }
    write_text(&p->w, "</span>");
}

static void frame(Page *p, const Routine *routine)
{
    Rows rows = layout_rows(p->arena, routine);
    Str path = layout_path(p->arena, routine);

    write_format(&p->w, "<h3>%.*s: %llu bytes</h3>", STR_ARG(routine->function->name),
                 (unsigned long long)routine->frame_size);
    if (path.len) {
        write_text(&p->w, "<p>largest child: ");
        escaped(p, path);
        write_text(&p->w, "</p>");
    }
    for (size_t i = 0; i < routine->suspensions.len; i++) {
        unsigned line = source_line(&p->program->unit->source,
                                    layout_state_at(&routine->suspensions.at[i]).begin);
        write_format(&p->w, "<button data-s=\"%u\">at %.*s, line %u</button>", line,
                     STR_ARG(layout_state(routine, i)), line);
        bar(p, routine, &rows, i);
    }
}

static void frames(Page *p)
{
    const Unit *unit = p->program->unit;

    write_text(&p->w,
               "<section id=\"frames\" aria-labelledby=\"frames-h\"><h2 id=\"frames-h\">Frames</h2>"
               "<p>To scale: what lives at each suspension. Grey: head, result; blue: locals; "
               "green: what is "
               "awaited.</p>");
    for (size_t i = 0; i < unit->functions.len; i++)
        if (p->program->routine[i]->function->colour != COLOUR_PLAIN)
            frame(p, p->program->routine[i]);
    write_text(&p->w, "</section>\n");
}

/* ------------------------------------------------------------------ the page */

Str emit_html(const Program *program, Str c, Str svg)
{
    Page p = {.program = program, .arena = program->unit->arena};
    Str name = str_from(program->unit->source.name);

    writer_init(&p.w);
    write_text(
        &p.w,
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><title>");
    escaped(&p, name);
    write_text(&p.w, "</title><style>\n");
    write_text(&p.w, html_style);
    write_text(&p.w, "</style></head><body><header><h1>");
    escaped(&p, name);
    write_text(&p.w,
               "</h1><nav aria-label=\"Parts\"><a href=\"#source\">Source</a><a "
               "href=\"#generated\">Generated "
               "C</a><a href=\"#states\">States</a><a href=\"#frames\">Frames</a></nav>"
               "<div id=\"said\" class=\"hidden\" aria-live=\"polite\"></div></header><main>\n");
    panes(&p, c);
    states(&p, svg);
    frames(&p);
    write_text(&p.w, "</main><script>\n");
    write_text(&p.w, html_script);
    write_text(&p.w, "</script></body></html>\n");
    Str text = arena_copy(p.arena, (Str){p.w.text, p.w.len});
    writer_free(&p.w);
    return text;
}
