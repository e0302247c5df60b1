/* location.c - lvalues that are found before a suspension and used after it. */
#include "spill.h"

/* The last `.` or `->` outside brackets; 0 when there is none. */
static uint32_t last_member(const Lower *l, Span span)
{
    const char *text = l->unit->source.text.at;
    int depth = 0;

    for (uint32_t i = span.end; i > span.begin + 1; i--) {
        char c = text[i - 1];
        if (c == ')' || c == ']' || c == '}') depth++;
        if (c == '(' || c == '[' || c == '{') depth--;
        if (depth) continue;
        if (c == '.') return i - 1;
        if (c == '>' && text[i - 2] == '-') return i - 2;
    }
    return 0;
}

/* source: LVALUE. becomes: *t, where t = &LVALUE */
static Operand by_pointer(Lower *l, const Type *type, const Text *lvalue)
{
    Operand pointer = {.type = type_pointer_to(l->arena, type)};

    text_words(l, &pointer.text, "&(");
    text_append(l, &pointer.text, lvalue);
    text_words(l, &pointer.text, ")");
    spill_save(l, &pointer);
    Operand operand = {.type = type, .stability = STABLE_ALWAYS};
    text_words(l, &operand.text, "(*");
    text_append(l, &operand.text, &pointer.text);
    text_words(l, &operand.text, ")");
    return operand;
}

/* source: p->bits. becomes: t->bits, where t = p. source: BASE.bits. becomes: t->bits, t = &BASE */
static Operand bit_field(Lower *l, Expr *expr)
{
    uint32_t dot = last_member(l, expr->span);
    bool arrow = l->unit->source.text.at[dot] == '-';
    Span base = {expr->span.begin, dot}, name = {dot + (arrow ? 2 : 1), expr->span.end};
    Text value = {0};
    Operand operand = {.type = expr->type, .stability = STABLE_ALWAYS};
    Local *temp = temporary(l, type_words(l->arena, "void *", TYPE_POINTER, sizeof(void *)), "t");

    text_words(l, &value, arrow ? "(void *)(" : "(void *)&(");
    text_span(l, &value, base);
    text_words(l, &value, ")");
    code_set(l, temp, value, true);
    text_words(l, &operand.text, "((__typeof__(%s", arrow ? "" : "&(");
    text_span(l, &operand.text, base);
    text_words(l, &operand.text, arrow ? "))" : ")))");
    text_local(l, &operand.text, temp, ACCESS_READ);
    text_words(l, &operand.text, ")->");
    text_span(l, &operand.text, name);
    return operand;
}

/* source: kid.name. becomes: the same member of the located kid. */
static Operand located_member(Lower *l, Expr *expr)
{
    Operand kid = spill_location(l, expr->kid[0]);
    Operand operand = {.type = expr->type, .stability = STABLE_ALWAYS};

    text_append(l, &operand.text, &kid.text);
    text_span(l, &operand.text, (Span){expr->kid[0]->span.end, expr->span.end});
    return operand;
}

static Operand located_arrow(Lower *l, Expr *expr)
{
    Operand kid = spill_value(l, expr->kid[0]);
    Operand operand = {.type = expr->type, .stability = STABLE_ALWAYS};

    if (kid.stability != STABLE_ALWAYS) spill_save(l, &kid);
    text_append(l, &operand.text, &kid.text);
    text_span(l, &operand.text, (Span){expr->kid[0]->span.end, expr->span.end});
    return operand;
}

Operand spill_location(Lower *l, Expr *expr)
{
    if (expr->is_fixed) {
        Operand operand = {.type = expr->type, .stability = STABLE_ALWAYS};
        text_span(l, &operand.text, expr->span);
        return operand;
    }
    if (expr->kind == EXPR_PAREN) return spill_location(l, expr->kid[0]);
    if (expr->kind == EXPR_MEMBER && expr->apart)
        return str_is(expr->op, "->") ? located_arrow(l, expr) : located_member(l, expr);
    if (expr->is_bit_field) return bit_field(l, expr);
    Operand value = spill_value(l, expr);
    return by_pointer(l, expr->type, &value.text);
}
