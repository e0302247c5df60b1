/*
 * stability.c - expressions that give the same value whenever they are evaluated.
 */
#include "spill.h"
#include <ctype.h>

static const Ref *ref_at(const Function *function, uint32_t at)
{
    size_t i = function_ref_from(function, at);

    return i < function->refs.len && function->refs.at[i].at == at ? &function->refs.at[i] : NULL;
}

/* Nobody but the expression itself could write to it, and the expression does not. */
static bool is_steady(const Lower *l, const Local *local)
{
    const Function *function = l->routine->function;

    if (local->address_taken || local->type->is_volatile) return false;
    for (size_t i = 0; i < function->refs.len; i++) {
        const Ref *ref = &function->refs.at[i];
        if (ref->local != local || !span_has(l->full, ref->at)) continue;
        if (ref->access == ACCESS_WRITE || ref->access == ACCESS_UPDATE) return false;
    }
    return true;
}

/* A span of names of steady locals, numbers, and operators that read no other memory. */
static bool reads_only_steady(const Lower *l, Span span)
{
    const char *text = l->unit->source.text.at;
    char before = '(';

    for (uint32_t i = span.begin; i < span.end; i++) {
        char c = text[i];
        if (isspace((unsigned char)c)) continue;
        if (char_in_word(c)) {
            uint32_t end = i;
            while (end < span.end && (char_in_word(text[end]) || (isdigit((unsigned char)c) && text[end] == '.'))) end++;
            const Ref *ref = ref_at(l->routine->function, i);
            bool member = before == '.';
            if (!isdigit((unsigned char)c) && !member && !(ref && is_steady(l, ref->local))) return false;
            i = end - 1;
            before = 'x';
            continue;
        }
        if (strchr("[\"'&{", c) || (c == '-' && text[i + 1] == '>')) return false;
        if (c == '*' && before != 'x') return false;
        if (c == '/' && (text[i + 1] == '/' || text[i + 1] == '*')) return false;
        before = c;
    }
    return true;
}

Stability plain_stability(const Lower *l, const Expr *expr)
{
    if (expr->is_constant) return STABLE_ALWAYS;
    if (expr->has_effects) return STABLE_NOT;
    return reads_only_steady(l, expr->span) ? STABLE_ALWAYS : STABLE_NOT;
}
