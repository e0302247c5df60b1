/*
 * provided.c - macros of the compiler's own headers (<stdatomic.h>, <tgmath.h>, ...) around a
 * suspension. What clang's say means nothing to the compiler of the result, which has its own: such
 * a call stays as it is written, and its arguments are those of a function.
 */
#include "parser.h"
#include <stdlib.h>

/* The call of such a macro that begins at `at`; NULL: there is none. */
static const MacroCall *provided_at(const Parser *p, uint32_t at)
{
    const MacroCall *call = macros_call(&p->macros, at);
    CXFile file;

    if (!call || call->is_literal || call->hides) return NULL;
    clang_getFileLocation(clang_getCursorLocation(call->definition), &file, NULL, NULL, NULL);
    if (!file || !macro_is_of_system(call)) return NULL;
    Str folder = resource_folder(p->arena), name = take_string(p->arena, clang_getFileName(file));
    bool inside = folder.len ? name.len >= folder.len && !memcmp(name.at, folder.at, folder.len)
                             : strstr(name.at, "/lib/clang/") != NULL;
    return inside ? call : NULL;
}

bool is_in_provided(const Parser *p, uint32_t at)
{
    for (size_t i = macros_last_call(&p->macros, at); i > 0; i = p->macros.calls.at[i - 1].outer) {
        Span call = p->macros.calls.at[i - 1].span;
        if (span_has(call, at) && provided_at(p, call.begin)) return true;
    }
    return false;
}

/* The macro's name, then each argument that is an expression. */
Expr *parse_provided(Body *b, Node *node)
{
    Parser *p = b->parser;
    const MacroCall *call = provided_at(p, node->span.begin);

    if (!call || call->span.end != node->span.end) return NULL;
    const Word place = {.span = call->span};
    Operands operands = word_operands(p, &place);
    Expr *expr = expr_new(b, EXPR_CALL, node), *callee = ARENA_NEW(p->arena, Expr);
    uint32_t name_end = call->span.begin + (uint32_t)call->name.len;

    *callee = (Expr){.is_constant = true, .type = expr->type, .span = {call->span.begin, name_end}};
    expr->kid = ARENA_ARRAY(p->arena, Expr *, operands.len + 1);
    expr->kid[expr->kids++] = callee;
    for (size_t i = 0; i < operands.len; i++) {
        Node *operand = find_operand(node, operands.at[i]);
        if (operand) expr->kid[expr->kids++] = parse_expr(b, operand);
        else if (has_active(p, operands.at[i])) return NULL;
    }
    return expr;
}

/*
 * source: atomic_load(&a) + await f(): only the first operand comes out of the macro; or
 * source: atomic_init(&a, await f()): the macro is another name for a builtin.
 */
bool leads_with_provided(const Parser *p, const Node *node)
{
    const MacroCall *call = provided_at(p, node->span.begin);
    uint32_t first = 0, next = node->span.end;

    if (!call || node->span.end <= call->span.end) return false;
    for (uint32_t i = 0; i < node->children; i++) {
        uint32_t begin = node->child[i]->span.begin;
        if (begin < call->span.end) first++;
        else if (begin < next) next = begin;
    }
    size_t own = code_at(p, call->span.end);
    bool names_builtin = first == 0 && node->kind == CXCursor_UnexposedExpr && token_is(p, own, "(");
    return names_builtin || (first == 1 && own < p->tokens.len && p->tokens.at[own].begin < next);
}

/* ------------------------------------------------------------------ builtins */

static int by_place(const void *a, const void *b)
{
    const Node *x = *(Node *const *)a, *y = *(Node *const *)b;

    return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

Expr *parse_builtin(Body *b, Node *node)
{
    Parser *p = b->parser;
    size_t name = code_at(p, node->span.begin);
    Expr *expr = expr_with_kids(b, EXPR_CALL, node, node->children + 1);
    Expr *callee = ARENA_NEW(p->arena, Expr);
    uint32_t kids = 1;

    *callee = (Expr){.kind = EXPR_PLAIN,
                     .is_constant = true,
                     .type = expr->type,
                     .span = {p->tokens.at[name].begin, p->tokens.at[name].end}};
    expr->kid[0] = callee;
    qsort(node->child, node->children, sizeof *node->child, by_place);
    for (uint32_t i = 0; i < node->children; i++)
        if (node_is_expr(node->child[i])) expr->kid[kids++] = parse_expr(b, node->child[i]);
    expr->kids = kids;
    return expr;
}
