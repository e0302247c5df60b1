/*
 * origin.c - headers as sources, and where macros are defined: what messages say about text that
 * does not stand in the main file.
 */
#include "rewrite.h"

/* "x.h" or <x.h>, the first from `at` on in its line; all that stands there if there is none. */
static Span quoted_from(Str text, uint32_t at)
{
    uint32_t line = at, begin, end;

    while (line < text.len && text.at[line] != '\n') line++;
    for (begin = at; begin < line && !strchr("\"<", text.at[begin]);) begin++;
    for (end = begin + 1; end < line && !strchr("\">", text.at[end]);) end++;
    return end < line ? (Span){begin, end + 1} : (Span){at, line};
}

Source *header_source(Parser *p, CXFile file)
{
    size_t size = 0;
    const char *text = clang_getFileContents(p->clang, file, &size);
    Source *source = ARENA_NEW(p->arena, Source);

    if (!text) return NULL;
    source_init(source, p->arena, take_string(p->arena, clang_getFileName(file)).at,
                arena_copy(p->arena, (Str){text, size}));
    return source;
}

void header_included(Source *header, const Source *includer, uint32_t at)
{
    header->includer = includer;
    header->included = quoted_from(includer->text, at);
}

/* ------------------------------------------------------------------ headers of the record */

typedef struct Includer {
    CXFile file, in;
    unsigned at;
} Includer;

static void look(CXFile included, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    Includer *looked = data;

    if (depth == 0 || looked->in || !clang_File_isEqual(included, looked->file)) return;
    clang_getFileLocation(stack[0], &looked->in, NULL, NULL, &looked->at);
}

/* The source of a file that was read, made when it is first asked for. */
static const Source *source_of(Parser *p, CXFile file)
{
    Includer includer = {.file = file};

    if (clang_File_isEqual(file, p->file)) return &p->unit->source;
    for (size_t i = 0; i < p->headers.len; i++)
        if (clang_File_isEqual(p->headers.at[i].file, file)) return p->headers.at[i].source;
    Source *source = header_source(p, file);
    VEC_PUSH(p->arena, &p->headers, ((Header){file, source}));
    clang_getInclusions(p->clang, look, &includer);
    const Source *in = source && includer.in ? source_of(p, includer.in) : NULL;
    if (in && includer.at < in->text.len) header_included(source, in, includer.at);
    return source;
}

SourcePlace definition_place(void *parser, const void *definition)
{
    CXFile file;
    unsigned at;

    clang_getFileLocation(clang_getRangeStart(clang_getCursorExtent(*(const CXCursor *)definition)),
                          &file, NULL, NULL, &at);
    return file ? (SourcePlace){source_of(parser, file), {at, at}} : (SourcePlace){NULL, {0, 0}};
}

/* ------------------------------------------------------------------ reports in macros */

const MacroCall *users_call(const Parser *p, uint32_t at)
{
    const MacroCall *call = macros_call(&p->macros, at);
    bool is_users = call && !clang_Cursor_isNull(call->definition) &&
                    !str_starts(call->name, "async_") && !str_starts(call->name, "ASYNC_") &&
                    !macro_is_of_system(call);

    return is_users ? call : NULL;
}

/*
 * A report at a macro call is about its body, which cannot be pointed at: once the call is expanded
 * in the text, it can. True where something is to be expanded.
 */
bool expand_reported(Parser *p)
{
    size_t before = p->expand.len;

    for (size_t i = 0; i < p->reports.len; i++) {
        const Report *report = &p->reports.at[i];
        const MacroCall *call = users_call(p, report->span.begin);
        if (report->level == DIAG_NOTE || !call || call->is_literal) continue;
        const MacroCall *outer = macros_around(&p->macros, report->span.begin);
        if (outer && can_expand(p, outer)) parser_expand(p, report->span.begin);
    }
    return p->expand.len > before;
}
