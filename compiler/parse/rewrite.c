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

/* -std=c17 and the like; the last -std wins, and gnu17 is the default. */
static bool is_strict(const ParseOptions *options)
{
    bool strict = false;

    for (size_t i = 0; i < options->argument_count; i++) {
        Str argument = str_from(options->arguments[i]);
        if (str_starts(argument, "-std="))
            strict = str_starts(argument, "-std=c") || str_starts(argument, "-std=iso");
    }
    return strict;
}

/* ------------------------------------------------------------------ what stays in the text */

/* What is expanded, for the table's questions. */
typedef struct Expanding {
    Parser *parser;
    const MacroCall *call;
} Expanding;

static SourcePlace find_place(void *context, const void *definition)
{
    return definition_place(((const Expanding *)context)->parser, definition);
}

static Str quoted(Arena *arena, CXString name, bool whole)
{
    Str text = take_string(arena, name), out = STR("\"");
    uint32_t begin = 0;

    for (uint32_t i = 0; !whole && i < text.len; i++)
        if (text.at[i] == '/') begin = i + 1;
    for (uint32_t i = begin; i < text.len; i++)
        out = arena_printf(arena, "%.*s%s%c", STR_ARG(out), strchr("\"\\", text.at[i]) ? "\\" : "",
                           text.at[i]);
    return arena_printf(arena, "%.*s\"", STR_ARG(out));
}

/* __LINE__ and __FILE__ are those of a call's end, as clang has them. */
static Str reveal_place(const Expanding *e, Str name)
{
    Parser *p = e->parser;
    SourcePlace place =
        source_place(&p->unit->source, (Span){e->call->span.end, e->call->span.end});
    CXSourceLocation at = clang_getLocationForOffset(p->clang, p->file, e->call->span.end);
    CXString file;
    unsigned line;

    clang_getPresumedLocation(at, &file, &line, NULL);
    if (place.file != &p->unit->source) line = source_line(&p->unit->source, e->call->span.end);
    if (str_is(name, "__LINE__")) {
        clang_disposeString(file);
        return arena_printf(p->arena, "__LINE__ %u", line);
    }
    Str text = quoted(p->arena, file, !str_is(name, "__FILE_NAME__"));
    return arena_printf(p->arena, "%.*s %.*s", STR_ARG(name), STR_ARG(text));
}

static Str reveal(void *context, Str name)
{
    const Expanding *e = context;
    Parser *p = e->parser;
    const CXCursor *definition = map_get(&p->macros.others, name);

    if (str_is(name, "__LINE__") || str_is(name, "__FILE__") || str_is(name, "__FILE_NAME__") ||
        str_is(name, "__BASE_FILE__"))
        return reveal_place(e, name);
    return definition ? macro_definition(p->arena, p->clang, *definition) : STR("");
}

/* The definitions in force where a call stands. */
static void fill_table(Expanding *e, MacroTable *table)
{
    Parser *p = e->parser;
    const MacroCall *call = e->call;
    uint32_t done = 0;

    macro_table_init(table, p->arena);
    table->find = find_place;
    table->reveal = reveal;
    table->context = e;
    table->strict = is_strict(p->options);
    for (size_t i = 0; i < p->macros.all.len; i++) {
        CXCursor definition = p->macros.all.at[i];
        uint32_t at;
        if (!is_before(p, definition, call->span.begin)) continue;
        if (cursor_name_at(p->file, definition, &at)) {
            apply_undefs(p, table, done, at);
            done = at;
        }
        macro_define(table, macro_definition(p->arena, p->clang, definition), &p->macros.all.at[i]);
    }
    apply_undefs(p, table, done, call->span.begin);
    macro_define(table, macro_definition(p->arena, p->clang, call->definition), &call->definition);
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

/* ------------------------------------------------------------------ unevaluated operands */

static bool is_unevaluated(Str text, const Token *token)
{
    static const char *const words[] = {"sizeof",      "typeof",   "__typeof__",
                                        "__typeof",    "_Alignof", "_Generic",
                                        "__alignof__", "alignof",  "typeof_unqual"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (lex_is(text, token, words[i])) return true;
    return false;
}

static bool is_await(Str text, const Token *token)
{
    const WordInfo *info =
        token->kind == TOKEN_IDENTIFIER ? word_find(lex_text(text, token)) : NULL;

    return info &&
           (info->kind == WORD_AWAIT || info->kind == WORD_YIELD || info->kind == WORD_YIELD_FROM);
}

/* Whether a macro's body put the token there, not an argument or a call in one. */
static bool is_of_body(const Expansion *expansion, uint32_t at)
{
    const SourceMove *last = NULL;

    for (size_t i = 0; i < expansion->pieces.len && expansion->pieces.at[i].at <= at; i++)
        last = &expansion->pieces.at[i];
    return last && last->body && !last->body->in_argument;
}

/*
 * A macro may name its argument in a sizeof or a typeof beside evaluating it (assert does): there
 * an await is for its type alone. It becomes blanks, so that places stay. In
 * a _Generic that is its first operand.
 */
static void blank_awaits(Parser *p, Expansion *expansion)
{
    Str text = arena_copy(p->arena, expansion->text);
    Tokens tokens = lex_all(p->arena, text);
    char *to = (char *)text.at;

    for (size_t i = 0; i + 1 < tokens.len; i++) {
        if (!is_unevaluated(text, &tokens.at[i])) continue;
        size_t open = lex_code(&tokens, i + 1), close;
        if (open >= tokens.len || !lex_is(text, &tokens.at[open], "(")) continue;
        close = lex_closing(&tokens, text, open);
        bool generic = lex_is(text, &tokens.at[i], "_Generic");
        for (size_t k = open + 1; k < close && k < tokens.len; k++) {
            if (generic && lex_is(text, &tokens.at[k], ",")) break;
            if (is_await(text, &tokens.at[k]) && !is_of_body(expansion, tokens.at[k].begin))
                memset(to + tokens.at[k].begin, ' ', tokens.at[k].end - tokens.at[k].begin);
        }
    }
    expansion->text = text;
}

static const char *expand_one(Parser *p, const MacroCall *call, Expansion *out)
{
    Expanding expanding = {p, call};
    uint32_t counter = call->counter;
    MacroTable table;

    fill_table(&expanding, &table);
    table.counter = &counter;
    const char *why = expand(&table, p->unit->source.text, &p->tokens, call->span, out);
    if (!why) blank_awaits(p, out);
    return why;
}

/* `call` tells which definitions are in force. */
static uint32_t count(Parser *p, const MacroCall *call, Str text, const Tokens *tokens, Span span)
{
    Expanding expanding = {p, call};
    uint32_t counter = call->counter;
    Expansion expansion;
    MacroTable table;

    fill_table(&expanding, &table);
    table.counter = &counter;
    expand(&table, text, tokens, span, &expansion);
    return counter;
}

uint32_t counter_behind(Parser *p, const MacroCall *call)
{
    return count(p, call, p->unit->source.text, &p->tokens, call->span);
}

uint32_t counter_behind_text(Parser *p, Str text, uint32_t counter)
{
    Tokens tokens = lex_all(p->arena, text);
    MacroCall call = {.definition = clang_getNullCursor(), .counter = counter};

    return count(p, &call, text, &tokens, (Span){0, (uint32_t)text.len});
}

bool can_expand(Parser *p, const MacroCall *call)
{
    Expansion expansion = {0};

    return !expand_one(p, call, &expansion) && !expansion.unsafe.len;
}

bool expanded_text(Parser *p, const MacroCall *call, Str *out)
{
    Expansion expansion = {0};

    if (expand_one(p, call, &expansion)) return false;
    *out = expansion.text;
    return true;
}

const Source *expand_calls(Parser *p, DiagList *diags)
{
    const char *uncounted = counter_expand(p);
    Expansion *expansion = ARENA_ARRAY(p->arena, Expansion, p->expand.len);
    size_t count = 0;
    bool failed = false;

    qsort(p->expand.at, p->expand.len, sizeof *p->expand.at, ascending);
    for (size_t i = 0; i < p->expand.len; i++) {
        const MacroCall *call = macros_call(&p->macros, p->expand.at[i]);
        const char *why = expand_one(p, call, &expansion[count]);
        if (!why) why = uncounted;
        if (!why && expansion[count].unsafe.len)
            why = "its expansion holds a name that C would expand again";
        if (why && !p->clang_errors.len)
            diag_at(diags, &p->unit->source, DIAG_ERROR, NULL, call->span,
                    "not yet supported: this call of '%.*s' cannot be expanded in place: %s",
                    STR_ARG(call->name), why);
        failed |= why != NULL;
        count++;
    }
    return failed ? NULL : expand_apply(p->arena, &p->unit->source, expansion, count);
}
