/*
 * html_page.h - what the parts of the page of --emit=html share; html_page.c holds its style and
 * script, which know the classes and the data-... attributes that html.c and html_card.c write.
 */
#ifndef EMIT_HTML_PAGE_H
#define EMIT_HTML_PAGE_H

#include "../base/writer.h"
#include "../ir/program.h"

typedef struct Page {
    Writer w;
    const Program *program;
    Arena *arena;
} Page;

extern const char html_style[];
extern const char html_script[];

void html_escaped(Page *p, Str text);
/** html_card.c: a card for each coroutine. */
void html_functions(Page *p);

#endif
