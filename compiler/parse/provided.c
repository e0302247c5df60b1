/*
 * provided.c - macros of the compiler's own headers (<stdatomic.h>, <tgmath.h>, ...) around a
 * suspension. What clang's say means nothing to the compiler of the result, which has its own: such
 * a call stays as it is written, and its arguments are those of a function.
 */
#include "parser.h"

/* The call of such a macro that begins at `at`; NULL: there is none. */
static const MacroCall *provided_at(const Parser *p, uint32_t at)
{
    const MacroCall *call = macros_call(&p->macros, at);
    CXFile file;

    if (!call || call->is_literal || call->hides) return NULL;
    clang_getFileLocation(clang_getCursorLocation(call->definition), &file, NULL, NULL, NULL);
    if (!file || !clang_Location_isInSystemHeader(clang_getCursorLocation(call->definition))) return NULL;
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
