#include "rewrite.h"
#include "expand.h"

#include <stdlib.h>

/* Whether a definition is in force at `at`: those of headers are, those of the main file from their
   place on. */
static bool is_before(const Parser *p, CXCursor definition, uint32_t at)
{
    uint32_t offset;

    return !cursor_name_at(p->file, definition, &offset) || offset < at;
}

/* #undef lines of the main file are in the text alone: the record does not have them. */
static void apply_undefs(const Parser *p, MacroTable *table, uint32_t from, uint32_t to)
{
    Str text = p->unit->source.text;

    for (size_t i = lex_find(&p->tokens, from); i + 2 < p->tokens.len; i++) {
        const Token *token = &p->tokens.at[i];
        if (token->begin >= to) break;
        if (!token->starts_directive || !token_is(p, i + 1, "undef")) continue;
        macro_undefine(table, lex_spelling(p->arena, text, &p->tokens.at[i + 2]));
    }
}

/* The definitions in force where a call stands. */
static void fill_table(Parser *p, MacroTable *table, const MacroCall *call)
{
    uint32_t done = 0;

    macro_table_init(table, p->arena);
    for (size_t i = 0; i < p->macros.all.len; i++) {
        CXCursor definition = p->macros.all.at[i];
        uint32_t at;
        if (!is_before(p, definition, call->span.begin)) continue;
        if (cursor_name_at(p->file, definition, &at)) {
            apply_undefs(p, table, done, at);
            done = at;
        }
        macro_define(table, macro_definition(p->clang, definition));
    }
    apply_undefs(p, table, done, call->span.begin);
    macro_define(table, macro_definition(p->clang, call->definition));
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

static const char *expand_one(Parser *p, const MacroCall *call, Expansion *out)
{
    MacroTable table;

    fill_table(p, &table, call);
    return expand(&table, p->unit->source.text, &p->tokens, call->span, out);
}

const Source *expand_calls(Parser *p, DiagList *diags)
{
    Expansion *expansion = ARENA_ARRAY(p->arena, Expansion, p->expand.len);
    size_t count = 0;
    bool failed = false;

    qsort(p->expand.at, p->expand.len, sizeof *p->expand.at, ascending);
    for (size_t i = 0; i < p->expand.len; i++) {
        const MacroCall *call = macros_call(&p->macros, p->expand.at[i]);
        const char *why = expand_one(p, call, &expansion[count]);
        if (!why && expansion[count].unsafe.len) why = "its expansion holds a name that C would expand again";
        if (why)
            diag_at(diags, &p->unit->source, DIAG_ERROR, NULL, call->span,
                    "not yet supported: this call of '%.*s' cannot be expanded in place: %s",
                    STR_ARG(call->name), why);
        failed |= why != NULL;
        count++;
    }
    return failed ? NULL : expand_apply(p->arena, &p->unit->source, expansion, count);
}
