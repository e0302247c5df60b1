/*
 * html.c - one page, without network: the source beside what was generated; html_card.c draws each
 * function below. Elements with the same data-s, a line of the source, belong together; the script
 * lights them.
 */
#include "../base/writer.h"
#include "html_page.h"
#include "views.h"

#include <stdlib.h>

void html_escaped(Page *p, Str text)
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
    html_escaped(p, line);
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

/* ------------------------------------------------------------------ the page */

Str emit_html(const Program *program, Str c)
{
    Page p = {.program = program, .arena = program->unit->arena};
    Str name = str_from(program->unit->source.name);

    writer_init(&p.w);
    write_text(
        &p.w,
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><title>");
    html_escaped(&p, name);
    write_text(&p.w, "</title><style>\n");
    write_text(&p.w, html_style);
    write_text(&p.w, "</style></head><body><header><h1>");
    html_escaped(&p, name);
    write_text(&p.w,
               "</h1><nav aria-label=\"Parts\"><a href=\"#source\">Source</a><a "
               "href=\"#generated\">Generated "
               "C</a><a href=\"#functions\">Functions</a></nav>"
               "<div id=\"said\" class=\"hidden\" aria-live=\"polite\"></div></header><main>\n");
    panes(&p, c);
    html_functions(&p);
    write_text(&p.w, "</main><script>\n");
    write_text(&p.w, html_script);
    write_text(&p.w, "</script></body></html>\n");
    Str text = arena_copy(p.arena, (Str){p.w.text, p.w.len});
    writer_free(&p.w);
    return text;
}
