/*
 * control.c - statements with a head: if, while, do, for, switch.
 */
#include "parser.h"

/* `word (...)`: the keyword at `at` with its parentheses; `inside` is what stands between them. */
static Span head_at(const Parser *p, uint32_t at, Span *inside)
{
    size_t word = code_at(p, at);
    size_t open = word < p->tokens.len ? code_at(p, p->tokens.at[word].end) : word;

    if (token_is(p, open, "constexpr")) open = code_at(p, p->tokens.at[open].end);
    *inside = inside_brackets(p, open);
    return (Span){at, inside->end + 1};
}

static Head head_of(Body *b, Node *node, Span inside)
{
    return (Head){parse_expr(b, node), span_trim(b->parser, inside)};
}

static Stmt *body_of(Body *b, Stmt *stmt, Node *node)
{
    Stmt *body = parse_stmt(b, node);

    stmt->suspends |= body->suspends;
    stmt->span.end = body->span.end;
    return body;
}

Stmt *parse_if(Body *b, Node *node)
{
    Stmt *stmt = stmt_new(b, STMT_IF, node);
    Span inside;

    stmt->if_.head = head_at(b->parser, node->span.begin, &inside);
    stmt->if_.cond = head_of(b, node->child[0], inside);
    stmt->suspends = stmt->if_.cond.expr->suspends;
    stmt->if_.then = body_of(b, stmt, node->child[1]);
    if (node->children > 2) stmt->if_.otherwise = body_of(b, stmt, node->child[2]);
    return stmt;
}

Stmt *parse_while(Body *b, Node *node)
{
    Stmt *stmt = stmt_new(b, STMT_WHILE, node);
    Span inside;

    stmt->loop.head = head_at(b->parser, node->span.begin, &inside);
    stmt->loop.cond = head_of(b, node->child[0], inside);
    stmt->suspends = stmt->loop.cond.expr->suspends;
    stmt->loop.body = body_of(b, stmt, node->child[1]);
    return stmt;
}

Stmt *parse_do(Body *b, Node *node)
{
    Parser *p = b->parser;
    Stmt *stmt = stmt_new(b, STMT_DO, node);
    Span inside;

    stmt->loop.body = body_of(b, stmt, node->child[0]);
    size_t word = code_at(p, stmt->loop.body->span.end);
    uint32_t at = word < p->tokens.len ? p->tokens.at[word].begin : node->span.end;
    stmt->loop.head = head_at(p, at, &inside);
    stmt->loop.cond = head_of(b, node->child[1], inside);
    stmt->suspends |= stmt->loop.cond.expr->suspends;
    stmt->span.end = past_semicolon(p, stmt->loop.head.end);
    return stmt;
}

Stmt *parse_switch(Body *b, Node *node)
{
    Stmt *stmt = stmt_new(b, STMT_SWITCH, node);
    Span inside;

    stmt->switch_.head = head_at(b->parser, node->span.begin, &inside);
    stmt->switch_.value = head_of(b, node->child[0], inside);
    stmt->suspends = stmt->switch_.value.expr->suspends;
    stmt->switch_.body = body_of(b, stmt, node->child[1]);
    return stmt;
}

/* ------------------------------------------------------------------ for */

typedef struct ForParts {
    Span init, cond, step; /* init with its semicolon */
} ForParts;

/* The offset behind the first semicolon in the span that stands in no bracket. */
static uint32_t past_separator(const Parser *p, Span span)
{
    for (size_t i = code_at(p, span.begin); i < p->tokens.len && p->tokens.at[i].begin < span.end;
         i = code_at(p, p->tokens.at[i].end)) {
        if (token_is(p, i, ";")) return p->tokens.at[i].end;
        if (token_is(p, i, "(") || token_is(p, i, "[") || token_is(p, i, "{"))
            i = lex_closing(&p->tokens, p->unit->source.text, i);
        if (i >= p->tokens.len) break;
    }
    return span.end;
}

static ForParts split_head(const Parser *p, Span inside)
{
    ForParts parts;
    uint32_t first = past_separator(p, inside);
    uint32_t second = past_separator(p, (Span){first, inside.end});

    parts.init = (Span){inside.begin, first};
    parts.cond = (Span){first, second > first ? second - 1 : first};
    parts.step = (Span){second, inside.end};
    return parts;
}

/* The child that stands in one part of the head; NULL when that part is empty. */
static Node *child_in(Node *node, Span part)
{
    for (uint32_t i = 0; i + 1 < node->children; i++)
        if (span_has(part, node->child[i]->span.begin)) return node->child[i];
    return NULL;
}

static Head part_of(Body *b, Stmt *stmt, Node *node, Span part)
{
    Node *child = child_in(node, part);
    Head head = {NULL, span_trim(b->parser, part)};

    if (child) head.expr = parse_expr(b, child);
    if (child) stmt->suspends |= head.expr->suspends;
    return head;
}

Stmt *parse_for(Body *b, Node *node)
{
    Parser *p = b->parser;
    Stmt *stmt = stmt_new(b, STMT_FOR, node);
    Span inside;

    stmt->for_.head = head_at(p, node->span.begin, &inside);
    ForParts parts = split_head(p, inside);
    Node *init = child_in(node, parts.init);
    bool declares = init && init->kind == CXCursor_DeclStmt;
    if (declares) stmt->for_.inner = scope_open(b, node->span);
    if (init) {
        stmt->for_.init = parse_stmt(b, init);
        stmt->suspends = stmt->for_.init->suspends;
    }
    stmt->for_.cond = part_of(b, stmt, node, parts.cond);
    stmt->for_.step = part_of(b, stmt, node, parts.step);
    stmt->for_.body = body_of(b, stmt, node->child[node->children - 1]);
    if (declares) scope_close(b);
    return stmt;
}
