/*
 * part.c - macro calls that stand for a part of a statement: a brace, a parenthesis or a semicolon
 * that belongs with what is written around the call.
 *
 * Where statements begin and end has to be in the text that is rewritten, so such calls are
 * expanded in it. Digraphs become what they stand for, with a space, so that all places stay.
 */
#include "expand.h"
#include "rewrite.h"

enum { MAX_DEPTH = 16 };

/* ------------------------------------------------------------------ what a text is a part of */

/* +1 for an opening bracket, -1 for a closing one. */
static int bracket(Str text, const Token *token)
{
    if (lex_is(text, token, "(") || lex_is(text, token, "[") || lex_is(text, token, "{")) return 1;
    if (lex_is(text, token, ")") || lex_is(text, token, "]") || lex_is(text, token, "}")) return -1;
    return 0;
}

/* Where the semicolons outside all brackets are. */
typedef struct Shape {
    bool is_balanced;
    bool has_inner; /* one with something behind it */
    bool has_last;
    bool begins, ends; /* with a semicolon or a colon */
} Shape;

static Shape shape_of(Str text, const Tokens *tokens, size_t first)
{
    Shape shape = {.is_balanced = true};
    bool last = false;
    int depth = 0;

    for (size_t i = lex_code(tokens, first); i < tokens->len; i = lex_code(tokens, i + 1)) {
        const Token *token = &tokens->at[i];
        bool semicolon = lex_is(text, token, ";"), colon = lex_is(text, token, ":");
        shape.has_inner |= last;
        depth += bracket(text, token);
        if (depth < 0) shape.is_balanced = false;
        if (i == lex_code(tokens, first)) shape.begins = semicolon || colon;
        shape.ends = semicolon || colon;
        last = semicolon && depth == 0;
    }
    shape.has_last = last;
    shape.is_balanced &= depth == 0;
    return shape;
}

/* ------------------------------------------------------------------ calls */

/* Whether a body, or one that it calls, holds brackets without their partners or such an end. */
static bool may_be_part(Parser *p, CXCursor definition, unsigned depth)
{
    Str text = macro_definition(p->arena, p->clang, definition);
    Tokens tokens = lex_all(p->arena, text);
    size_t first = 1;

    if (tokens.len > 1 && clang_Cursor_isMacroFunctionLike(definition))
        first = lex_closing(&tokens, text, 1) + 1;
    Shape shape = shape_of(text, &tokens, first);
    if (!shape.is_balanced || shape.has_inner || shape.has_last || shape.begins || shape.ends)
        return true;
    for (size_t i = first; i < tokens.len; i++) {
        const CXCursor *inner =
            tokens.at[i].kind == TOKEN_IDENTIFIER
                ? map_get(&p->macros.definitions, lex_spelling(p->arena, text, &tokens.at[i]))
                : NULL;
        if (inner && depth < MAX_DEPTH && may_be_part(p, *inner, depth + 1)) return true;
    }
    return false;
}

/* Whether a statement may begin behind the token before `at`. */
static bool begins_statement(const Parser *p, uint32_t at)
{
    static const char *const words[] = {";", "{", "}", ")", ":", "else", "do"};
    size_t before = code_before(p, at);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(p, before, words[i])) return true;
    return macros_around(&p->macros, p->tokens.at[before].begin) != NULL;
}

static bool is_part(Parser *p, const MacroCall *call)
{
    Str text;

    if (!may_be_part(p, call->definition, 0) || !expanded_text(p, call, &text)) return false;
    Tokens tokens = lex_all(p->arena, text);
    Shape shape = shape_of(text, &tokens, 0);
    return !shape.is_balanced || shape.has_inner || shape.begins ||
           (shape.ends && !shape.has_last) ||
           (shape.has_last && !begins_statement(p, call->span.begin));
}

bool expand_parts(Parser *p, Span body)
{
    size_t before = p->expand.len;

    for (size_t i = 0; i < p->macros.calls.len; i++) {
        const MacroCall *call = &p->macros.calls.at[i];
        bool inside = body.begin <= call->span.begin && call->span.begin <= body.end;
        if (!inside || call->is_literal || !users_call(p, call->span.begin)) continue;
        if (is_part(p, call)) parser_expand(p, call->span.begin);
    }
    return p->expand.len > before;
}

/* ------------------------------------------------------------------ digraphs */

bool digraphs_note(Parser *p, Span function)
{
    size_t before = p->digraphs.len;

    for (size_t i = lex_find(&p->tokens, function.begin); i < p->tokens.len; i++) {
        const Token *token = &p->tokens.at[i];
        if (token->begin >= function.end) break;
        bool stays = token->kind != TOKEN_PUNCTUATOR || token->in_directive || token->has_splice ||
                     macros_around(&p->macros, token->begin);
        if (!stays && lex_digraph(lex_text(p->unit->source.text, token)))
            VEC_PUSH(p->arena, &p->digraphs, ((Span){token->begin, token->end}));
    }
    return p->digraphs.len > before;
}

const Source *digraphs_spell(Parser *p)
{
    Expansion *spelled = ARENA_ARRAY(p->arena, Expansion, p->digraphs.len);

    for (size_t i = 0; i < p->digraphs.len; i++) {
        Span span = p->digraphs.at[i];
        const char *plain = lex_digraph(span_text(p, span));
        spelled[i].span = span;
        spelled[i].text = arena_printf(p->arena, "%-*s", (int)(span.end - span.begin), plain);
    }
    return expand_apply(p->arena, &p->unit->source, spelled, p->digraphs.len);
}
