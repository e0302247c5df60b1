/*
 * counter.c - __COUNTER__ in calls that are expanded.
 *
 * A number that stands in the text is not counted any more by the compiler that gets it; so once
 * one call that counts is expanded, all of the file are, each with the number that C gives it.
 */
#include "rewrite.h"

/* A walk over the unit's macro calls in the order in which the preprocessor met them. */
typedef struct Counting {
    Parser *parser;
    Map seen; /* macro name to &yes or &no; &no while it is being looked at */
    VEC(MacroCall *) calls;
    CXFile file;   /* of the last call that was looked at, */
    unsigned end;  /* and its end: what stands in its arguments belongs to it */
    uint32_t next; /* what __COUNTER__ gives now */
    bool late;     /* a header counts behind a call of the main file */
} Counting;

static char yes, no;

static bool text_counts(Counting *c, Str text, size_t first);

static bool name_counts(Counting *c, Str name)
{
    char *known = map_get(&c->seen, name);
    const CXCursor *definition = map_get(&c->parser->macros.definitions, name);

    if (str_is(name, "__COUNTER__")) return true;
    if (known || !definition) return known == &yes;
    map_put(&c->seen, name, &no);
    Str text = macro_definition(c->parser->arena, c->parser->clang, *definition);
    bool counts = text_counts(c, text, 1);
    map_put(&c->seen, name, counts ? &yes : &no);
    return counts;
}

static bool text_counts(Counting *c, Str text, size_t first)
{
    Tokens tokens = lex_all(c->parser->arena, text);

    for (size_t i = first; i < tokens.len; i++) {
        if (tokens.at[i].kind != TOKEN_IDENTIFIER) continue;
        if (name_counts(c, lex_spelling(c->parser->arena, text, &tokens.at[i]))) return true;
    }
    return false;
}

static void count_main(Counting *c, uint32_t at)
{
    Parser *p = c->parser;
    MacroCall *call = (MacroCall *)macros_call(&p->macros, at);

    if (!call || !text_counts(c, span_text(p, call->span), 0)) return;
    call->counter = c->next;
    c->next = counter_behind(p, call);
    VEC_PUSH(p->arena, &c->calls, call);
}

static void count_header(Counting *c, CXCursor cursor)
{
    Parser *p = c->parser;
    Str text = cursor_text(p->clang, cursor);

    if (!text_counts(c, text, 0)) return;
    c->late |= c->calls.len > 0;
    c->next = counter_behind_text(p, text, c->next);
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Counting *c = data;
    CXSourceRange range = clang_getCursorExtent(cursor);
    CXFile file;
    unsigned begin, end;

    (void)parent;
    if (clang_getCursorKind(cursor) != CXCursor_MacroExpansion) return CXChildVisit_Continue;
    clang_getFileLocation(clang_getRangeStart(range), &file, NULL, NULL, &begin);
    clang_getFileLocation(clang_getRangeEnd(range), NULL, NULL, NULL, &end);
    if (!file || (c->file && clang_File_isEqual(file, c->file) && begin < c->end))
        return CXChildVisit_Continue;
    bool is_main = clang_File_isEqual(file, c->parser->file);
    const MacroCall *call = is_main ? macros_call(&c->parser->macros, begin) : NULL;
    if (is_main && !call) return CXChildVisit_Continue; /* a word of the dialect */
    c->file = file;
    c->end = end;
    if (is_main)
        count_main(c, begin);
    else
        count_header(c, cursor);
    return CXChildVisit_Continue;
}

static bool is_to_expand(const Parser *p, uint32_t at)
{
    for (size_t i = 0; i < p->expand.len; i++)
        if (p->expand.at[i] == at) return true;
    return false;
}

const char *counter_expand(Parser *p)
{
    Counting c = {.parser = p};
    bool any = false;

    map_init(&c.seen, p->arena);
    for (size_t i = 0; i < p->expand.len && !any; i++)
        any = text_counts(&c, span_text(p, macros_call(&p->macros, p->expand.at[i])->span), 0);
    if (!any) return NULL;
    clang_visitChildren(clang_getTranslationUnitCursor(p->clang), visit, &c);
    for (size_t i = 0; i < c.calls.len; i++)
        if (!is_to_expand(p, c.calls.at[i]->span.begin))
            VEC_PUSH(p->arena, &p->expand, c.calls.at[i]->span.begin);
    return c.late ? "a header behind it counts by __COUNTER__ too" : NULL;
}
