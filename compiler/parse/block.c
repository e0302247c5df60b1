/*
 * block.c - the dialect's statements: defer, async_for, async_group, async_timeout.
 */
#include "parser.h"

/* defer is `if (1) { } else STATEMENT` to clang. */
Stmt *parse_defer(Body *b, Node *node)
{
    Stmt *stmt = stmt_new(b, STMT_DEFER, node);
    const Word *word = word_at(b->parser, node->span.begin);

    stmt->defer.word = word->span;
    stmt->defer.body = parse_stmt(b, node->child[node->children - 1]);
    stmt->suspends = stmt->defer.body->suspends;
    stmt->span.end = stmt->defer.body->span.end;
    return stmt;
}

/* The scope and the body of a block statement: the body is the last child. */
static Stmt *parse_body(Body *b, Stmt *stmt, Node *node)
{
    Stmt *body = parse_stmt(b, node->child[node->children - 1]);

    stmt->span.end = body->span.end;
    stmt->suspends |= body->suspends;
    scope_close(b);
    return body;
}

/* ------------------------------------------------------------------ async_for */

/* Forms that make a generator, of which nobody but the loop knows. */
static bool makes_generator(const Parser *p, Span source)
{
    size_t first = code_at(p, source.begin);

    return token_is(p, first, "async_as_completed") || token_is(p, first, "async_merge");
}

/* What is looped over: a call of a generator, or anything else: a handle. */
static void parse_source(Body *b, Stmt *stmt, Node *source)
{
    Node *node = node_strip(source);
    const Word *word = word_at(b->parser, node->span.begin);
    bool form = word && word->info->kind == WORD_FORM && word->span.end == node->span.end;
    Marks marks = node->kind == CXCursor_CallExpr ? marks_of_callee(node->child[0]) : (Marks){0};

    if (!form && marks.colour != COLOUR_PLAIN) {
        stmt->async_for.call = parse_call(b, node);
        stmt->async_for.is_async = marks.colour == COLOUR_ASYNC_GENERATOR;
        if (marks.yields.kind != CXType_Invalid)
            stmt->async_for.value = parse_type(b->parser, marks.yields);
        return;
    }
    Colour own = b->function->colour;
    stmt->async_for.handle = parse_expr(b, source);
    stmt->async_for.is_owned = makes_generator(b->parser, source->span);
    stmt->async_for.value = stmt->async_for.handle->type->element;
    stmt->async_for.is_async = own == COLOUR_ASYNC || own == COLOUR_ASYNC_GENERATOR;
}

Stmt *parse_async_for(Body *b, Node *node, const Word *word)
{
    Parser *p = b->parser;
    Stmt *stmt = stmt_new(b, STMT_ASYNC_FOR, node);
    Operands operands = word_operands(p, word);

    stmt->async_for.head = word->span;
    stmt->async_for.inner = scope_open(b, node->span);
    if (operands.len == 2) {
        Node *source = find_operand(node, operands.at[1]);
        Node *variable = find_variable(p, node, operands.at[0]);
        if (!source) parser_expand(p, operands.at[1].begin);
        if (!variable) parser_expand(p, operands.at[0].begin);
        stmt->async_for.declaration = operands.at[0];
        if (source) parse_source(b, stmt, source);
        if (variable) refs_declarator(b, variable);
        if (variable) stmt->async_for.local = local_add(b, variable);
    } else {
        error_at(p, word->span, "'async_for' takes a declaration and a generator");
    }
    if (stmt->async_for.local && !stmt->async_for.value)
        stmt->async_for.value = stmt->async_for.local->type;
    stmt->suspends = stmt->async_for.is_async;
    stmt->async_for.body = parse_body(b, stmt, node);
    return stmt;
}

/* ------------------------------------------------------------------ async_group, async_timeout */

Stmt *parse_group(Body *b, Node *node, const Word *word)
{
    Stmt *stmt = stmt_new(b, STMT_ASYNC_GROUP, node);
    Node *variable = find_variable(b->parser, node, word->span);

    stmt->block.head = word->span;
    stmt->block.inner = scope_open(b, node->span);
    if (variable) stmt->block.group = local_add(b, variable);
    stmt->suspends = true;
    stmt->block.body = parse_body(b, stmt, node);
    return stmt;
}

Stmt *parse_timeout(Body *b, Node *node, const Word *word)
{
    Stmt *stmt = stmt_new(b, STMT_ASYNC_TIMEOUT, node);
    Operands operands = word_operands(b->parser, word);
    Node *ms = operands.len == 1 ? find_operand(node, operands.at[0]) : NULL;

    stmt->block.head = word->span;
    stmt->block.inner = scope_open(b, node->span);
    if (ms)
        stmt->block.ms = parse_expr(b, ms);
    else
        error_at(b->parser, word->span, "'async_timeout' takes a number of milliseconds");
    stmt->suspends = true;
    stmt->block.body = parse_body(b, stmt, node);
    return stmt;
}
