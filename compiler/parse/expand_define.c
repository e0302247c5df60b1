#include "expand_token.h"

/* ------------------------------------------------------------------ words */

void word_push(WordList *list, Word *word)
{
    word->next = NULL;
    if (list->last) {
        list->last->next = word;
    } else {
        list->first = word;
    }
    list->last = word;
}

Word *word_copy(Arena *arena, const Word *word)
{
    Word *copy = ARENA_NEW(arena, Word);
    *copy = *word;
    copy->next = NULL;
    return copy;
}

WordList word_copy_list(Arena *arena, const Word *first, const Word *end)
{
    WordList list = {0};
    for (; first != end; first = first->next) word_push(&list, word_copy(arena, first));
    return list;
}

WordList words_of(Arena *arena, Str text, const Tokens *tokens, size_t begin, size_t end)
{
    WordList list = {0};
    bool space = false;
    for (size_t i = begin; i < end; i++) {
        const Token *token = &tokens->at[i];
        space |= token->has_space;
        if (token->kind == TOKEN_COMMENT) continue;
        Word *word = ARENA_NEW(arena, Word);
        word->text = lex_spelling(arena, text, token);
        word->kind = token->kind;
        word->space = space;
        word->from = token->has_splice ? NOWHERE : token->begin;
        word_push(&list, word);
        space = false;
    }
    return list;
}

bool word_is(const Word *word, const char *spelling)
{
    if (!word) return false;
    Token token = {.end = (uint32_t)word->text.len, .kind = word->kind};
    return lex_is(word->text, &token, spelling);
}

bool words_clash(Arena *arena, Str left, Str right)
{
    if (!left.len || !right.len) return false;
    Str both = arena_printf(arena, "%.*s%.*s", STR_ARG(left), STR_ARG(right));
    Tokens tokens = lex_all(arena, both);
    return tokens.len != 2 || tokens.at[0].end != left.len;
}

/* ------------------------------------------------------------------ definitions */

/* Where a definition is read. */
typedef struct Reader {
    Arena *arena;
    Str text;
    Tokens tokens;
    size_t at;
} Reader;

static bool next_is(const Reader *r, const char *spelling)
{
    return r->at < r->tokens.len && lex_is(r->text, &r->tokens.at[r->at], spelling);
}

static bool pass(Reader *r, const char *spelling)
{
    if (!next_is(r, spelling)) return false;
    r->at = lex_code(&r->tokens, r->at + 1);
    return true;
}

static bool read_name(Reader *r, Str *out)
{
    if (r->at == r->tokens.len || r->tokens.at[r->at].kind != TOKEN_IDENTIFIER) return false;
    *out = lex_spelling(r->arena, r->text, &r->tokens.at[r->at]);
    r->at = lex_code(&r->tokens, r->at + 1);
    return true;
}

/* `a, b)`, `a, ...)` or GNU's `a, rest...)`. */
static bool read_parameters(Reader *r, Macro *macro)
{
    if (pass(r, ")")) return true;
    do {
        Str name = STR("__VA_ARGS__");
        bool is_named = read_name(r, &name);
        macro->is_variadic = pass(r, "...");
        if (!is_named && !macro->is_variadic) return false;
        VEC_PUSH(r->arena, &macro->parameters, name);
    } while (!macro->is_variadic && pass(r, ","));
    return pass(r, ")");
}

static const Word *read_body(Reader *r)
{
    return words_of(r->arena, r->text, &r->tokens, r->at, r->tokens.len).first;
}

/* NULL when it is no definition. */
static Macro *read_definition(Arena *arena, Str definition)
{
    Reader r = {arena, definition, lex_all(arena, definition), 0};
    Macro *macro = ARENA_NEW(arena, Macro);
    r.at = lex_code(&r.tokens, 0);
    if (!read_name(&r, &macro->name)) return NULL;
    /* The parenthesis of a parameter list touches the name. */
    macro->is_function = next_is(&r, "(") && !r.tokens.at[r.at].has_space && pass(&r, "(");
    if (macro->is_function && !read_parameters(&r, macro)) return NULL;
    macro->body = read_body(&r);
    return macro;
}

bool macro_define(MacroTable *table, Str definition, const void *origin)
{
    Macro *macro = read_definition(table->arena, definition);
    if (!macro) return false;
    macro->origin = origin;
    map_put(&table->macros, macro->name, macro);
    return true;
}

void macro_undefine(MacroTable *table, Str name) { map_put(&table->macros, name, NULL); }

void macro_table_init(MacroTable *table, Arena *arena)
{
    *table = (MacroTable){.arena = arena};
    map_init(&table->macros, arena);
}

const Macro *find_macro(const MacroTable *table, const Word *word)
{
    if (word->kind != TOKEN_IDENTIFIER) return NULL;
    const Macro *macro = map_get(&table->macros, word->text);
    if (macro && table->keep && table->keep(table->context, word->text)) return NULL;
    return macro;
}

const Macro *find_hidden(const MacroTable *table, const Word *word)
{
    if (word->kind != TOKEN_IDENTIFIER || !table->reveal) return NULL;
    if (map_get(&table->macros, word->text)) return NULL;
    Str definition = table->reveal(table->context, word->text);
    return definition.len ? read_definition(table->arena, definition) : NULL;
}

/* ------------------------------------------------------------------ invocations */

/* The parenthesis that closes the one at `open`; len: none, or it is no parenthesis. */
static size_t closing_token(Str text, const Tokens *tokens, size_t open)
{
    int depth = 0;
    for (size_t i = open; i < tokens->len; i = lex_code(tokens, i + 1)) {
        depth += lex_is(text, &tokens->at[i], "(") - lex_is(text, &tokens->at[i], ")");
        if (depth <= 0) return depth == 0 && i > open ? i : tokens->len;
    }
    return tokens->len;
}

Span expand_invocation(const MacroTable *table, Str text, const Tokens *tokens, size_t name)
{
    const Token *token = &tokens->at[name];
    Word word = {.text = lex_spelling(table->arena, text, token), .kind = token->kind};
    const Macro *macro = find_macro(table, &word);
    if (!macro) return (Span){token->begin, token->begin};
    if (!macro->is_function) return (Span){token->begin, token->end};
    size_t close = closing_token(text, tokens, lex_code(tokens, name + 1));
    if (close == tokens->len) return (Span){token->begin, token->begin};
    return (Span){token->begin, tokens->at[close].end};
}
