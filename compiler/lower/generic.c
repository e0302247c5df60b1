#include "generic.h"

/* The text of the selection, each association replaced by its text in `kid`. */
static Text selection(Lower *l, const Expr *expr, const Text *kid)
{
    uint32_t at = expr->span.begin;
    Text text = {0};

    for (uint32_t i = 0; i < expr->kids; i++) {
        text_span(l, &text, (Span){at, expr->kid[i]->span.begin});
        text_append(l, &text, &kid[i]);
        at = expr->kid[i]->span.end;
    }
    text_span(l, &text, (Span){at, expr->span.end});
    return text;
}

/* if (_Generic(x, int: 1, default: 0)) t = a; where only the association's own is 1 */
static Code *open_choice(Lower *l, const Expr *expr, uint32_t chosen)
{
    Text *kid = ARENA_ARRAY(l->arena, Text, expr->kids);
    Code *branch = code_new(l, CODE_IF);

    for (uint32_t i = 0; i < expr->kids; i++) text_words(l, &kid[i], i == chosen ? "1" : "0");
    Text condition = selection(l, expr, kid);
    text_words(l, &branch->text, "if (");
    text_append(l, &branch->text, &condition);
    text_words(l, &branch->text, ")");
    return branch;
}

/* Evaluates an association where it is the chosen one; its value, or nothing, is what it gives. */
static Text evaluate(Lower *l, const Expr *expr, uint32_t i)
{
    Expr *kid = expr->kid[i];
    bool is_void = type_is_void(kid->type) || type_is_void(expr->type);
    Local *temp = is_void ? NULL : temporary(l, kid->type, "t");
    CodeList *before;
    Text given = {0};

    if (temp) code_set(l, temp, (Text){0}, true);
    Code *branch = open_choice(l, expr, i);
    branch->body = sequence_open(l, &before);
    if (temp)
        code_set(l, temp, spill_value(l, kid).text, false);
    else
        spill_statement(l, kid);
    sequence_close(l, before);
    code_append(l, branch);
    if (temp)
        text_local(l, &given, temp, ACCESS_READ);
    else
        text_words(l, &given, "(void)0");
    return given;
}

/*
 * source: _Generic(x, int: await a, default: b).
 * becomes: if (_Generic(x, int: 1, default: 0)) { t = a; } _Generic(x, int: t, default: b)
 */
Operand spill_generic(Lower *l, Expr *expr)
{
    Operand operand = {.type = expr->type, .stability = STABLE_ALWAYS};
    Text *kid = ARENA_ARRAY(l->arena, Text, expr->kids);

    for (uint32_t i = 0; i < expr->kids; i++) {
        if (expr->kid[i]->apart) {
            kid[i] = evaluate(l, expr, i);
            continue;
        }
        Operand plain = operand_span(l, expr->kid[i]);
        kid[i] = plain.text;
        operand.effects |= plain.effects;
        if (plain.stability < operand.stability) operand.stability = plain.stability;
    }
    operand.text = selection(l, expr, kid);
    return operand;
}
