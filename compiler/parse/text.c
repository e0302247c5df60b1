#include "parser.h"
#include <stdarg.h>

static bool is_code(const Token *token)
{
    return token->kind != TOKEN_COMMENT && !token->in_directive;
}

size_t code_at(const Parser *p, uint32_t at)
{
    size_t i = lex_find(&p->tokens, at);

    while (i < p->tokens.len && (p->tokens.at[i].begin < at || !is_code(&p->tokens.at[i]))) i++;
    return i;
}

size_t code_before(const Parser *p, uint32_t at)
{
    size_t i = lex_find(&p->tokens, at);

    while (i > 0)
        if (is_code(&p->tokens.at[--i]) && p->tokens.at[i].end <= at) return i;
    return p->tokens.len;
}

bool token_is(const Parser *p, size_t token, const char *spelling)
{
    return token < p->tokens.len && lex_is(p->unit->source.text, &p->tokens.at[token], spelling);
}

uint32_t past_semicolon(const Parser *p, uint32_t end)
{
    size_t last = code_before(p, end);

    if (token_is(p, last, ";") && p->tokens.at[last].end == end) return end;
    size_t next = code_at(p, end);
    return token_is(p, next, ";") ? p->tokens.at[next].end : end;
}

Span inside_brackets(const Parser *p, size_t open)
{
    if (open >= p->tokens.len) return (Span){0, 0};
    uint32_t begin = p->tokens.at[open].end;
    size_t close = lex_closing(&p->tokens, p->unit->source.text, open);
    return (Span){begin, close < p->tokens.len ? p->tokens.at[close].begin : begin};
}

Span span_trim(const Parser *p, Span span)
{
    size_t first = code_at(p, span.begin), last = code_before(p, span.end);

    if (first >= p->tokens.len || last >= p->tokens.len || p->tokens.at[first].begin >= span.end ||
        p->tokens.at[last].end <= span.begin)
        return (Span){span.begin, span.begin};
    return (Span){p->tokens.at[first].begin, p->tokens.at[last].end};
}

void parser_expand(Parser *p, uint32_t at)
{
    const MacroCall *call = macros_around(&p->macros, at);

    if (!call) return;
    for (size_t i = 0; i < p->expand.len; i++)
        if (p->expand.at[i] == call->span.begin) return;
    VEC_PUSH(p->arena, &p->expand, call->span.begin);
}

/*
 * A node that begins in an argument has to end in it; one that begins with the macro's body has to
 * end behind the call.
 */
bool crosses_macro(const Parser *p, Span span, uint32_t *at)
{
    const MacroCall *calls = p->macros.calls.at;

    for (size_t i = macros_last_call(&p->macros, span.begin); i; i = calls[i - 1].outer) {
        Span call = calls[i - 1].span;
        if (!span_has(call, span.begin)) continue;
        *at = call.begin;
        if (call.begin == span.begin ? span.end < call.end : span.end >= call.end) return true;
    }
    for (size_t i = macros_last_call(&p->macros, span.end); i; i = calls[i - 1].outer) {
        Span call = calls[i - 1].span;
        *at = call.begin;
        if (call.begin > span.begin && call.begin < span.end && span.end < call.end) return true;
    }
    return false;
}

bool has_active(const Parser *p, Span span)
{
    for (size_t i = macros_first_word(&p->macros, span.begin); i < p->macros.words.len; i++) {
        const Word *word = &p->macros.words.at[i];
        if (word->span.begin >= span.end) return false;
        if (word->active) return true;
    }
    return false;
}

bool has_suspension(const Parser *p, Span span)
{
    for (size_t i = macros_first_word(&p->macros, span.begin); i < p->macros.words.len; i++) {
        const Word *word = &p->macros.words.at[i];
        if (word->span.begin >= span.end) return false;
        if (word->suspends) return true;
    }
    return false;
}

/* What holds an error of clang's is not what it seems: clang's word is enough. */
static void report(Parser *p, Report report, const char *format, va_list arguments)
{
    if (report.level == DIAG_NOTE ? p->silenced : has_clang_error(p, report.span)) {
        p->silenced = true;
        return;
    }
    p->silenced = false;
    report.message = arena_vprintf(p->arena, format, arguments);
    p->errors += report.level == DIAG_ERROR;
    VEC_PUSH(p->arena, &p->reports, report);
}

void error_at(Parser *p, Span span, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report(p, (Report){.level = DIAG_ERROR, .span = span}, format, arguments);
    va_end(arguments);
}

void note_at(Parser *p, Span span, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report(p, (Report){.level = DIAG_NOTE, .span = span}, format, arguments);
    va_end(arguments);
}

void warning_at(Parser *p, const char *flag, Span span, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report(p, (Report){.level = DIAG_WARNING, .flag = flag, .span = span}, format, arguments);
    va_end(arguments);
}
