/*
 * node.h - a copy of clang's tree, as far as it is looked at: kinds, operators, and where each node
 * stands in the main file. All of parse/ works on it; cursors are asked for types and references
 * only.
 *
 * Places: a token from a macro argument is where the user wrote it, a token from a macro body is at
 * the macro's name (and ends where the call ends).
 */
#ifndef PARSE_NODE_H
#define PARSE_NODE_H

#include "../base/arena.h"
#include "../diag/source.h"
#include <clang-c/Index.h>

typedef struct Node Node;

struct Node {
    CXCursor cursor;
    enum CXCursorKind kind;
    Span span;    /* empty at 0 where it is not in the main file */
    bool in_file; /* both ends are in the main file */
    Node *parent;
    Node **child;
    uint32_t children;
};

/** Copies the tree under `cursor`; `file` is the main file. */
Node *node_tree(Arena *arena, CXFile file, CXCursor cursor);

/** The span of a cursor; false when it is not all in `file`. */
bool cursor_span(CXFile file, CXCursor cursor, Span *out);
/** Where the cursor's name stands; false when not in `file`. */
bool cursor_name_at(CXFile file, CXCursor cursor, uint32_t *out);
Str cursor_name(Arena *arena, CXCursor cursor);
/** Copies and disposes. */
Str take_string(Arena *arena, CXString string);

/** The node inside parentheses and implicit casts. */
Node *node_strip(Node *node);
/** The node inside implicit casts. */
Node *node_explicit(Node *node);
/** The last child that is an expression: before it stand types, or sizes in types. */
Node *node_last_expr(Node *node);

static inline bool node_is_expr(const Node *node) { return clang_isExpression(node->kind); }
static inline bool node_is_stmt(const Node *node) { return clang_isStatement(node->kind); }

enum CXUnaryOperatorKind node_unary(const Node *node);
enum CXBinaryOperatorKind node_binary(const Node *node);
/** `=`, without an operator. */
bool node_is_assignment(const Node *node);

/** The type of an expression or a declaration, typedefs and the like taken off. */
CXType node_canonical(const Node *node);
bool type_is_array(CXType type);

#endif
