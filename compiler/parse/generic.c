/*
 * generic.c - _Generic with a suspension in what it chooses from.
 */
#include "parser.h"

/* What an association gives stands behind its colon. */
static bool is_association(const Parser *p, const Node *child)
{
    return node_is_expr(child) && token_is(p, code_before(p, child->span.begin), ":");
}

Expr *parse_generic(Body *b, Node *node)
{
    Expr *expr = expr_new(b, EXPR_GENERIC, node);
    bool before = b->maybe;

    expr->kid = ARENA_ARRAY(b->parser->arena, Expr *, node->children + 1);
    b->maybe = true;
    for (uint32_t i = 0; i < node->children; i++) {
        Node *child = node->child[i];
        if (is_association(b->parser, child))
            expr->kid[expr->kids++] = parse_expr(b, child);
        else
            refs_use(b, child, ACCESS_UNEVALUATED, false);
    }
    b->maybe = before;
    return expr;
}
