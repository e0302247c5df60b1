/*
 * list.c - initializer lists, taken apart.
 */
#include "parser.h"

/*
 * An element with a designator is an unexposed node: members and indices, then the value. A list
 * in a list is one whatever it holds: its braces are no value that could be kept.
 */
static Expr *parse_element(Body *b, Node *node)
{
    size_t first = code_at(b->parser, node->span.begin);
    bool designated = token_is(b->parser, first, ".") || token_is(b->parser, first, "[") ||
                      (node->children && node->child[0]->kind == CXCursor_MemberRef);

    node = node_explicit(designated ? node_last_expr(node) : node);
    if (node->kind != CXCursor_InitListExpr) return parse_expr(b, node);
    if (from_body(b->parser, node->span.begin)) parser_expand(b->parser, node->span.begin);
    return parse_list(b, node);
}

Expr *parse_list(Body *b, Node *node)
{
    Expr *expr = expr_with_kids(b, EXPR_LIST, node, node->children);

    for (uint32_t i = 0; i < node->children; i++) expr->kid[i] = parse_element(b, node->child[i]);
    return expr;
}
