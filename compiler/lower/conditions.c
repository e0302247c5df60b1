/*
 * conditions.c - what is asked where the ways part, as a picture's label: the source's words on one
 * line, without comments, without `await` and the arguments of what is awaited.
 */
#include "conditions.h"
#include "../base/lex.h"

/* ------------------------------------------------------------------ words */

static bool is_await(Str text, const Token *token)
{
    Str word = lex_text(text, token);
    return str_is(word, "await") || str_is(word, "_Await");
}

/* Index of the bracket that opens an awaited call's arguments: the first one behind `await`. */
static size_t arguments_of(const Tokens *tokens, Str text, size_t await)
{
    for (size_t i = await + 1; i < tokens->len; i++) {
        if (tokens->at[i].kind != TOKEN_PUNCTUATOR) continue;
        if (str_is(lex_text(text, &tokens->at[i]), "(")) return i;
    }
    return tokens->len;
}

/* source: (n = await f(s, buf)) > 0. becomes: (n = f(...)) > 0 */
static Str in_brief(Arena *arena, Str text)
{
    Tokens tokens = lex_all(arena, text);
    size_t open = tokens.len;
    bool spaced = false, glued = false; /* to what `await` stood behind */
    Str brief = {0};

    for (size_t i = 0; i < tokens.len; i++) {
        const Token *token = &tokens.at[i];
        spaced = spaced || (!glued && (token->has_space || token->starts_line));
        if (token->kind == TOKEN_COMMENT) continue;
        glued = false;
        if (is_await(text, token)) {
            open = arguments_of(&tokens, text, i);
            glued = true;
            continue;
        }
        brief = arena_printf(arena, "%.*s%s%.*s", STR_ARG(brief), spaced && brief.len ? " " : "",
                             STR_ARG(lex_text(text, token)));
        spaced = false;
        if (i != open) continue;
        size_t close = lex_closing(&tokens, text, open);
        if (close == tokens.len) break;
        if (close > open + 1) brief = arena_printf(arena, "%.*s...", STR_ARG(brief));
        i = close - 1;
    }
    return brief;
}

/* ------------------------------------------------------------------ questions */

static const Head *head_of(const Stmt *stmt)
{
    switch (stmt->kind) {
    case STMT_IF: return &stmt->if_.cond;
    case STMT_WHILE:
    case STMT_DO: return &stmt->loop.cond;
    case STMT_FOR: return &stmt->for_.cond;
    default: return NULL;
    }
}

static Str question(Lower *l, const Stmt *stmt)
{
    if (stmt->kind == STMT_ASYNC_FOR) return STR("a value");
    const Head *head = head_of(stmt);
    return head ? in_brief(l->arena, source_text(&l->unit->source, head->span)) : (Str){0};
}

/* source: n > 0. becomes: !(n > 0). One word needs no brackets; `!n` becomes `n`. */
static Str negated(Arena *arena, Str asked)
{
    Tokens tokens = lex_all(arena, asked);

    if (tokens.len == 1) return arena_printf(arena, "!%.*s", STR_ARG(asked));
    if (tokens.len == 2 && asked.at[0] == '!') return lex_text(asked, &tokens.at[1]);
    return arena_printf(arena, "!(%.*s)", STR_ARG(asked));
}

/* `case 3`, `default`. */
static Str case_label(Lower *l, const Code *code)
{
    Str label = in_brief(l->arena, source_text(&l->unit->source, code->stmt->case_.label));

    while (label.len && (label.at[label.len - 1] == ':' || label.at[label.len - 1] == ' '))
        label.len--;
    return label;
}

/* An `if` goes on to what holds first; a loop to what follows it, as its `if (!(...)) break;` does.
 */
Str condition_of_way(Lower *l, const Node *node, size_t way)
{
    const Code *code = node->code, *to = node->next.len > way ? node->next.at[way]->code : NULL;

    if (!code || node->next.len < 2) return (Str){0};
    if (to && to->kind == CODE_LABEL && to->is_case && to->stmt && code->kind == CODE_LOOP &&
        code->loop == LOOP_SWITCH)
        return case_label(l, to);
    const Stmt *stmt = code->loop_of ? code->loop_of : code->stmt;
    bool is_branch = stmt && code->kind == CODE_IF && stmt->kind == STMT_IF;
    bool leaves = stmt && (code->loop_of || code->kind == CODE_LOOP);
    if (!is_branch && !leaves) return (Str){0};
    Str asked = question(l, stmt);
    if (!asked.len || is_branch == (way == 0)) return asked;
    if (stmt->kind == STMT_ASYNC_FOR) return STR("no more values");
    return negated(l->arena, asked);
}
