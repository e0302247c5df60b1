/*
 * merged.c - the type of what async_merge yields: it has no name and stands in a macro.
 */
#include "parser.h"

typedef struct Fields {
    Parser *parser;
    CXType of[2];
    unsigned count;
    bool fit; /* `index` and `value`, in this order */
} Fields;

static enum CXVisitorResult add_field(CXCursor field, CXClientData data)
{
    static const char *const name[] = {"index", "value"};
    Fields *f = data;

    if (f->count < 2 && str_is(cursor_name(f->parser->arena, field), name[f->count]))
        f->of[f->count] = clang_getCursorType(field);
    else
        f->fit = false;
    f->count++;
    return CXVisit_Continue;
}

Str merged_spelling(Parser *p, CXCursor declaration)
{
    Fields f = {.parser = p, .fit = clang_getCursorKind(declaration) == CXCursor_StructDecl};

    clang_Type_visitFields(clang_getCursorType(declaration), add_field, &f);
    if (!f.fit || f.count != 2) return (Str){0};
    Str value = type_declare(p->arena, parse_type(p, f.of[1]), STR("value"));
    return arena_printf(p->arena, "struct { size_t index; %.*s; }", STR_ARG(value));
}
