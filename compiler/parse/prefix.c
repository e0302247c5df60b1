/*
 * prefix.c - `yield await f();` at the beginning of a statement.
 *
 * Both words are `__extension__` to clang. Where a statement begins it takes them all before it
 * looks what comes, and makes one node of them; everywhere else each word has its own.
 */
#include "parser.h"

static const Word *prefix_at(const Parser *p, uint32_t at)
{
    const Word *word = word_at(p, at);
    WordKind kind = word ? word->info->kind : WORD_FORM;

    return kind == WORD_AWAIT || kind == WORD_YIELD || kind == WORD_YIELD_FROM ? word : NULL;
}

/* The word that the node stands for too, behind its own. */
static const Word *second_word(const Parser *p, const Node *node)
{
    const Word *word = prefix_at(p, node->span.begin);
    size_t next = word ? code_at(p, word->span.end) : p->tokens.len;

    if (next >= p->tokens.len || p->tokens.at[next].begin == node->child[0]->span.begin)
        return NULL;
    return prefix_at(p, p->tokens.at[next].begin);
}

/* source: one node of two words. becomes: a node for each, the second the child of the first */
static void split(Parser *p, Node *node, const Word *second)
{
    Node *inner = ARENA_NEW(p->arena, Node);

    *inner = *node;
    inner->span.begin = second->span.begin;
    inner->parent = node;
    for (uint32_t i = 0; i < inner->children; i++) inner->child[i]->parent = inner;
    node->child = ARENA_ARRAY(p->arena, Node *, 1);
    node->child[0] = inner;
    node->children = 1;
}

void prefixes_split(Parser *p, Node *node)
{
    if (node_unary(node) == CXUnaryOperator_Extension && node->children) {
        const Word *second = second_word(p, node);
        if (second) split(p, node, second);
    }
    for (uint32_t i = 0; i < node->children; i++) prefixes_split(p, node->child[i]);
}
