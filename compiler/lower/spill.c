#include "spill.h"
#include "../ir/effects.h"
#include "await.h"
#include "generic.h"
#include "stmt.h"

/* ------------------------------------------------------------------ operands */

Operand operand_span(Lower *l, Expr *expr)
{
    Operand operand = {.type = expr->type, .effects = expr->has_effects};

    text_span(l, &operand.text, expr->span);
    operand.stability = plain_stability(l, expr);
    return operand;
}

void spill_save(Lower *l, Operand *operand)
{
    if (type_is_void(operand->type)) {
        if (text_is_empty(&operand->text)) return;
        text_words(l, &operand->text, ";");
        code_text(l, operand->text);
        *operand = (Operand){.type = operand->type, .stability = STABLE_ALWAYS};
        return;
    }
    Local *temp = temporary(l, operand->type, "t");
    code_set(l, temp, operand->text, true);
    operand->text = (Text){0};
    text_local(l, &operand->text, temp, ACCESS_READ);
    operand->stability = STABLE_ALWAYS;
    operand->effects = false;
}

/* What is still to be done where the operand's text stands, against a later one. */
static bool is_disturbed(const Expr *expr, const Operand *operand, const Expr *later)
{
    Effects own = effects_of(expr), others = effects_of(later);

    if (!operand->effects) own.writes_memory = false;
    return effects_conflict(&own, &others);
}

/* Whether operand i has to be saved before those behind it are evaluated. */
static bool must_save(Expr **expr, uint32_t count, uint32_t i, const Operand *operand)
{
    if (operand->stability == STABLE_ALWAYS) return false;
    for (uint32_t k = i + 1; k < count; k++) {
        if (expr[k]->suspends) return true;
        if (operand->stability == STABLE_NOT && is_disturbed(expr[i], operand, expr[k])) return true;
    }
    return false;
}

void spill_operands(Lower *l, Expr **expr, uint32_t count, Operand *out)
{
    for (uint32_t i = 0; i < count; i++) {
        out[i] = spill_value(l, expr[i]);
        if (must_save(expr, count, i, &out[i])) spill_save(l, &out[i]);
    }
}

/* source: the text of expr. becomes: the same, with the kids' texts in their places. */
static void text_around(Lower *l, Text *text, const Expr *expr, const Operand *kid)
{
    uint32_t at = expr->span.begin;

    for (uint32_t i = 0; i < expr->kids; i++) {
        text_span(l, text, (Span){at, expr->kid[i]->span.begin});
        text_append(l, text, &kid[i].text);
        at = expr->kid[i]->span.end;
    }
    text_span(l, text, (Span){at, expr->span.end});
}

static Operand compose(Lower *l, Expr *expr, const Operand *kid)
{
    Operand operand = {.type = expr->type, .stability = STABLE_ALWAYS};

    for (uint32_t i = 0; i < expr->kids; i++) {
        if (kid[i].stability < operand.stability) operand.stability = kid[i].stability;
        operand.effects |= kid[i].effects;
    }
    text_around(l, &operand.text, expr, kid);
    return operand;
}

/* ------------------------------------------------------------------ one function per kind */

static Operand *kids_array(Lower *l, const Expr *expr)
{
    return ARENA_ARRAY(l->arena, Operand, expr->kids ? expr->kids : 1);
}

/* Operators over values: the text stays, the operands are evaluated left to right. */
static Operand spill_operator(Lower *l, Expr *expr)
{
    Operand *kid = kids_array(l, expr);

    spill_operands(l, expr->kid, expr->kids, kid);
    return compose(l, expr, kid);
}

/* ------------------------------------------------------------------ initializer lists */

typedef VEC(Expr *) ExprList;

/* The initializers of a list and of those inside it, in the order of the text. */
static void flatten(Lower *l, Expr *expr, ExprList *leaves)
{
    for (uint32_t i = 0; i < expr->kids; i++) {
        if (expr->kid[i]->kind == EXPR_LIST) flatten(l, expr->kid[i], leaves);
        else VEC_PUSH(l->arena, leaves, expr->kid[i]);
    }
}

static void text_of_list(Lower *l, Text *text, const Expr *expr, const Operand **leaf)
{
    uint32_t at = expr->span.begin;

    for (uint32_t i = 0; i < expr->kids; i++) {
        const Expr *kid = expr->kid[i];
        text_span(l, text, (Span){at, kid->span.begin});
        if (kid->kind == EXPR_LIST) text_of_list(l, text, kid, leaf);
        else text_append(l, text, &(*leaf)++->text);
        at = kid->span.end;
    }
    text_span(l, text, (Span){at, expr->span.end});
}

/* source: { a, { await b, c } }. becomes: the same braces, the initializers evaluated in order */
static Operand spill_list(Lower *l, Expr *expr)
{
    ExprList leaves = {0};
    Operand operand = {.type = expr->type, .stability = STABLE_ALWAYS};

    flatten(l, expr, &leaves);
    Operand *leaf = ARENA_ARRAY(l->arena, Operand, leaves.len ? leaves.len : 1);
    spill_operands(l, leaves.at, (uint32_t)leaves.len, leaf);
    for (size_t i = 0; i < leaves.len; i++) {
        if (leaf[i].stability < operand.stability) operand.stability = leaf[i].stability;
        operand.effects |= leaf[i].effects;
    }
    const Operand *next = leaf;
    text_of_list(l, &operand.text, expr, &next);
    return operand;
}

/* Operators that read memory through their operand. */
static Operand spill_memory(Lower *l, Expr *expr)
{
    Operand operand = spill_operator(l, expr);

    operand.stability = STABLE_NOT;
    return operand;
}

static Operand spill_call(Lower *l, Expr *expr)
{
    Operand operand = spill_memory(l, expr);

    operand.effects = true;
    return operand;
}

static Operand spill_unary(Lower *l, Expr *expr)
{
    return str_is(expr->op, "*") ? spill_memory(l, expr) : spill_operator(l, expr);
}

/*
 * An array that is a member of a result decays to a pointer into it: the result has to stay where
 * it is, out of the child's frame.
 */
static Operand spill_member(Lower *l, Expr *expr)
{
    if (str_is(expr->op, "->")) return spill_memory(l, expr);
    if (!expr->type || expr->type->class_ != TYPE_ARRAY) return spill_operator(l, expr);
    Operand kid = spill_value(l, expr->kid[0]);
    if (kid.stability != STABLE_ALWAYS && !expr->kid[0]->is_lvalue) spill_save(l, &kid);
    return compose(l, expr, &kid);
}

/* source: &kid, ++kid, kid--. becomes: the same on the located object. */
static Operand spill_on_location(Lower *l, Expr *expr, bool effects)
{
    Operand kid = spill_location(l, expr->kid[0]);
    Operand operand = compose(l, expr, &kid);

    operand.effects = effects;
    operand.stability = effects ? STABLE_NOT : kid.stability;
    return operand;
}

/* source: a && b, b suspends. becomes: t = a != 0; if (t) { t = b != 0; } */
static Operand spill_logical(Lower *l, Expr *expr)
{
    if (!expr->kid[1]->apart) {
        Operand kid[2] = {spill_value(l, expr->kid[0]), operand_span(l, expr->kid[1])};
        return compose(l, expr, kid);
    }
    bool is_and = str_is(expr->op, "&&");
    Local *temp = temporary(l, type_int(l), "t");
    Operand left = spill_value(l, expr->kid[0]);
    Text value = {0};
    text_words(l, &value, "(");
    text_append(l, &value, &left.text);
    text_words(l, &value, ") != 0");
    code_set(l, temp, value, true);

    Code *branch = code_new(l, CODE_IF);
    text_words(l, &branch->text, is_and ? "if (" : "if (!");
    text_local(l, &branch->text, temp, ACCESS_READ);
    text_words(l, &branch->text, ")");
    CodeList *before;
    branch->body = sequence_open(l, &before);
    Operand right = spill_value(l, expr->kid[1]);
    Text other = {0};
    text_words(l, &other, "(");
    text_append(l, &other, &right.text);
    text_words(l, &other, ") != 0");
    code_set(l, temp, other, false);
    sequence_close(l, before);
    code_append(l, branch);

    Operand operand = {.type = expr->type, .stability = STABLE_ALWAYS};
    text_local(l, &operand.text, temp, ACCESS_READ);
    return operand;
}

/* One arm of a conditional: its value into `temp`, or only what it does. */
static Code *conditional_arm(Lower *l, Expr *arm, Local *temp)
{
    CodeList *before;
    Code *body = sequence_open(l, &before);

    if (temp) {
        Operand value = spill_value(l, arm);
        code_set(l, temp, value.text, false);
    } else {
        spill_statement(l, arm);
    }
    sequence_close(l, before);
    return body;
}

/* source: a ?: b. becomes: t = a; if (!t) { t = b; } */
static Operand spill_elvis(Lower *l, Expr *expr)
{
    Operand first = spill_value(l, expr->kid[0]);
    Local *temp = temporary(l, expr->type, "t");

    code_set(l, temp, first.text, true);
    Code *branch = code_new(l, CODE_IF);
    text_words(l, &branch->text, "if (!");
    text_local(l, &branch->text, temp, ACCESS_READ);
    text_words(l, &branch->text, ")");
    branch->body = conditional_arm(l, expr->kid[1], temp);
    code_append(l, branch);

    Operand operand = {.type = expr->type, .stability = STABLE_ALWAYS};
    text_local(l, &operand.text, temp, ACCESS_READ);
    return operand;
}

/* source: c ? a : b, an arm suspends. becomes: if (c) { t = a; } else { t = b; } */
static Operand spill_conditional(Lower *l, Expr *expr)
{
    if (expr->kids == 3 && !expr->kid[1]->apart && !expr->kid[2]->apart) {
        Operand kid[3] = {spill_value(l, expr->kid[0]), operand_span(l, expr->kid[1]),
                          operand_span(l, expr->kid[2])};
        return compose(l, expr, kid);
    }
    if (expr->kids == 2) return spill_elvis(l, expr);
    Operand condition = spill_value(l, expr->kid[0]);
    Local *temp = type_is_void(expr->type) ? NULL : temporary(l, expr->type, "t");
    if (temp) code_set(l, temp, (Text){0}, true);
    Code *branch = code_new(l, CODE_IF);
    text_words(l, &branch->text, "if (");
    text_append(l, &branch->text, &condition.text);
    text_words(l, &branch->text, ")");
    branch->body = conditional_arm(l, expr->kid[1], temp);
    branch->otherwise = conditional_arm(l, expr->kid[2], temp);
    code_append(l, branch);

    Operand operand = {.type = expr->type, .stability = STABLE_ALWAYS};
    if (temp) text_local(l, &operand.text, temp, ACCESS_READ);
    return operand;
}

/* source: a, b. becomes: a; b */
static Operand spill_comma(Lower *l, Expr *expr)
{
    spill_statement(l, expr->kid[0]);
    return spill_value(l, expr->kid[1]);
}

/*
 * source: x = e, x op= e. becomes: the same, where x is found before e is evaluated. The old value
 * of `x op= e` is read after e, so that concurrent updates are not lost.
 */
static Operand spill_assign(Lower *l, Expr *expr)
{
    Effects target = effects_of(expr->kid[0]), source = effects_of(expr->kid[1]);
    Operand kid[2] = {spill_location(l, expr->kid[0])};

    kid[1] = spill_value(l, expr->kid[1]);
    if (kid[1].effects && effects_rewrite(&target, &source)) spill_save(l, &kid[1]);
    Operand operand = compose(l, expr, kid);
    operand.effects = true;
    operand.stability = STABLE_NOT;
    return operand;
}

/* source: ({ ...; e; }). becomes: { ...; t = e; } */
static Operand spill_statement_expression(Lower *l, Expr *expr)
{
    Operand operand = {.type = expr->type, .stability = STABLE_ALWAYS};
    Local *temp = type_is_void(expr->type) ? NULL : temporary(l, expr->type, "t");

    if (temp) code_set(l, temp, (Text){0}, true);
    code_append(l, stmt_expression_block(l, expr->block, temp));
    if (temp) text_local(l, &operand.text, temp, ACCESS_READ);
    return operand;
}

static Operand spill_paren(Lower *l, Expr *expr)
{
    Operand kid = spill_value(l, expr->kid[0]);
    Operand operand = {.type = expr->type, .stability = kid.stability, .effects = kid.effects};

    if (text_is_empty(&kid.text)) return operand;
    text_around(l, &operand.text, expr, &kid);
    return operand;
}

Operand spill_value(Lower *l, Expr *expr)
{
    if (!expr->apart && expr->kind != EXPR_FORM) return operand_span(l, expr);
    switch (expr->kind) {
    case EXPR_PLAIN: return operand_span(l, expr);
    case EXPR_PAREN: return spill_paren(l, expr);
    case EXPR_UNARY: return spill_unary(l, expr);
    case EXPR_ADDRESS: return spill_on_location(l, expr, false);
    case EXPR_INCDEC: return spill_on_location(l, expr, true);
    case EXPR_BINARY:
    case EXPR_CAST:
    case EXPR_COMPOUND_LITERAL: return spill_operator(l, expr);
    case EXPR_LIST: return spill_list(l, expr);
    case EXPR_LOGICAL: return spill_logical(l, expr);
    case EXPR_COMMA: return spill_comma(l, expr);
    case EXPR_CONDITIONAL: return spill_conditional(l, expr);
    case EXPR_ASSIGN:
    case EXPR_COMPOUND_ASSIGN: return spill_assign(l, expr);
    case EXPR_CALL: return spill_call(l, expr);
    case EXPR_SUBSCRIPT: return spill_memory(l, expr);
    case EXPR_MEMBER: return spill_member(l, expr);
    case EXPR_STATEMENT: return spill_statement_expression(l, expr);
    case EXPR_GENERIC: return spill_generic(l, expr);
    case EXPR_AWAIT: return await_start(l, expr->start, NULL);
    case EXPR_YIELD:
    case EXPR_YIELD_FROM: return await_yield(l, expr);
    case EXPR_FORM: return await_form(l, expr);
    }
    return operand_span(l, expr);
}

/* source: c ? a : b; becomes: if (c) a; else b; */
static void discard_conditional(Lower *l, Expr *expr)
{
    Operand condition = spill_value(l, expr->kid[0]);
    Code *branch = code_new(l, CODE_IF);

    text_words(l, &branch->text, "if (");
    text_append(l, &branch->text, &condition.text);
    text_words(l, &branch->text, ")");
    branch->body = conditional_arm(l, expr->kid[1], NULL);
    branch->otherwise = conditional_arm(l, expr->kid[2], NULL);
    code_append(l, branch);
}

/* What is evaluated for what it does needs no place for its value. True when it was such a thing. */
static bool discard(Lower *l, Expr *expr)
{
    switch (expr->kind) {
    case EXPR_PAREN: spill_statement(l, expr->kid[0]); return true;
    case EXPR_CAST:
        if (!type_is_void(expr->type)) return false;
        spill_statement(l, expr->kid[0]);
        return true;
    case EXPR_COMMA:
        spill_statement(l, expr->kid[0]);
        spill_statement(l, expr->kid[1]);
        return true;
    case EXPR_CONDITIONAL:
        if (expr->kids != 3) return false;
        discard_conditional(l, expr);
        return true;
    case EXPR_STATEMENT:
        code_append(l, stmt_expression_block(l, expr->block, NULL));
        return true;
    case EXPR_AWAIT:
        if (!await_has_discard(expr->start)) return false;
        await_discard(l, expr->start, NULL);
        return true;
    default: return false;
    }
}

/* Whether operands were kept for a value that nothing takes. */
static bool keeps_operands(const Expr *expr)
{
    bool is_kept = expr->kind == EXPR_BINARY || expr->kind == EXPR_LOGICAL ||
                   expr->kind == EXPR_UNARY || expr->kind == EXPR_CAST ||
                   expr->kind == EXPR_GENERIC;

    return is_kept && expr->apart && !type_is_void(expr->type);
}

/* (void)(text); */
static Text text_discarded(Lower *l, const Text *value)
{
    Text text = {0};

    text_words(l, &text, "(void)(");
    text_append(l, &text, value);
    text_words(l, &text, ");");
    return text;
}

void spill_statement(Lower *l, Expr *expr)
{
    if (expr->apart && discard(l, expr)) return;
    Operand operand = spill_value(l, expr);

    if (text_is_empty(&operand.text)) return;
    if (keeps_operands(expr)) operand.text = text_discarded(l, &operand.text);
    else if (operand.effects) text_words(l, &operand.text, ";");
    else return;
    code_text(l, operand.text);
}

Text spill_condition(Lower *l, const Head *head)
{
    return spill_value(l, head->expr).text;
}
