/*
 * tell.c - macro calls that tell how the text of a coroutine looks: they turn an argument into a
 * string (assert does), or name the function.
 *
 * Locals that moved have other names in the output, and the text stands in another function; so
 * such calls are expanded as the source has them, where that can be done.
 */
#include "rewrite.h"

enum { MAX_DEPTH = 16 };

typedef struct Telling {
    bool text, function;
} Telling;

static bool is_function_name(Str word)
{
    return str_is(word, "__func__") || str_is(word, "__FUNCTION__") ||
           str_is(word, "__PRETTY_FUNCTION__");
}

static void look(Parser *p, CXCursor definition, unsigned depth, Telling *out)
{
    Str text = macro_definition(p->arena, p->clang, definition);
    Tokens tokens = lex_all(p->arena, text);

    for (size_t i = 0; i < tokens.len; i++) {
        const Token *token = &tokens.at[i];
        out->text |= lex_is(text, token, "#");
        if (token->kind != TOKEN_IDENTIFIER) continue;
        Str word = lex_spelling(p->arena, text, token);
        const CXCursor *inner = i ? map_get(&p->macros.definitions, word) : NULL;
        out->function |= is_function_name(word);
        if (inner && depth < MAX_DEPTH) look(p, *inner, depth + 1, out);
    }
}

static bool may_move(const Body *b, Str word)
{
    for (size_t i = 0; i < b->function->locals.len; i++) {
        const Local *local = b->function->locals.at[i];
        if (!str_eq(local->name, word)) continue;
        if (local->is_parameter || has_suspension(b->parser, local->scope->span)) return true;
    }
    return false;
}

static bool names_local(const Body *b, Span call)
{
    const Parser *p = b->parser;

    for (size_t i = lex_find(&p->tokens, call.begin); i < p->tokens.len; i++) {
        const Token *token = &p->tokens.at[i];
        if (token->begin >= call.end) return false;
        if (token->kind == TOKEN_IDENTIFIER && may_move(b, lex_text(p->unit->source.text, token)))
            return true;
    }
    return false;
}

void expand_telling(Body *b)
{
    Parser *p = b->parser;

    if (b->function->colour == COLOUR_PLAIN) return;
    for (size_t i = 0; i < p->macros.calls.len; i++) {
        const MacroCall *call = &p->macros.calls.at[i];
        Telling telling = {0};
        if (!span_has(b->function->body, call->span.begin)) continue;
        look(p, call->definition, 0, &telling);
        if (!telling.function && !(telling.text && names_local(b, call->span))) continue;
        const MacroCall *outer = macros_around(&p->macros, call->span.begin);
        if (outer && can_expand(p, outer)) parser_expand(p, outer->span.begin);
    }
}
