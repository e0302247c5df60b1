#include "node.h"

typedef struct Building {
    Arena *arena;
    CXFile file;
    Node *top; /* the node whose children are being visited */
} Building;

Str take_string(Arena *arena, CXString string)
{
    Str copy = arena_copy(arena, str_from(clang_getCString(string)));
    clang_disposeString(string);
    return copy;
}

Str cursor_name(Arena *arena, CXCursor cursor)
{
    return take_string(arena, clang_getCursorSpelling(cursor));
}

static bool offset_of(CXFile file, CXSourceLocation location, uint32_t *out)
{
    CXFile in;
    unsigned offset;

    clang_getFileLocation(location, &in, NULL, NULL, &offset);
    *out = offset;
    return in != NULL && (in == file || clang_File_isEqual(in, file));
}

bool cursor_span(CXFile file, CXCursor cursor, Span *out)
{
    CXSourceRange range = clang_getCursorExtent(cursor);

    *out = (Span){0, 0};
    return offset_of(file, clang_getRangeStart(range), &out->begin) &&
           offset_of(file, clang_getRangeEnd(range), &out->end) && out->begin <= out->end;
}

bool cursor_name_at(CXFile file, CXCursor cursor, uint32_t *out)
{
    return offset_of(file, clang_getCursorLocation(cursor), out);
}

static Node *node_new(Arena *arena, CXFile file, CXCursor cursor, Node *parent)
{
    Node *node = ARENA_NEW(arena, Node);

    node->cursor = cursor;
    node->kind = clang_getCursorKind(cursor);
    node->parent = parent;
    node->in_file = cursor_span(file, cursor, &node->span);
    if (!node->in_file) node->span = (Span){0, 0};
    return node;
}

/* `children` doubles at powers of two: the array needs no capacity of its own. */
static void add_child(Arena *arena, Node *parent, Node *child)
{
    uint32_t n = parent->children;

    if ((n & (n - 1)) == 0) {
        Node **more = ARENA_ARRAY(arena, Node *, n ? 2 * n : 1);
        if (n) memcpy(more, parent->child, n * sizeof *more);
        parent->child = more;
    }
    parent->child[parent->children++] = child;
}

static enum CXChildVisitResult add_visited(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Building *b = data;

    while (b->top->parent && !clang_equalCursors(b->top->cursor, parent)) b->top = b->top->parent;
    Node *node = node_new(b->arena, b->file, cursor, b->top);
    add_child(b->arena, b->top, node);
    b->top = node;
    return CXChildVisit_Recurse;
}

Node *node_tree(Arena *arena, CXFile file, CXCursor cursor)
{
    Node *root = node_new(arena, file, cursor, NULL);
    Building b = {arena, file, root};

    clang_visitChildren(cursor, add_visited, &b);
    return root;
}

Node *node_explicit(Node *node)
{
    while (node->kind == CXCursor_UnexposedExpr && node->children == 1 &&
           node->child[0]->span.begin == node->span.begin &&
           node->child[0]->span.end == node->span.end)
        node = node->child[0];
    return node;
}

Node *node_strip(Node *node)
{
    node = node_explicit(node);
    while (node->kind == CXCursor_ParenExpr && node->children == 1)
        node = node_explicit(node->child[0]);
    return node;
}

Node *node_last_expr(Node *node)
{
    for (uint32_t i = node->children; i > 0; i--)
        if (node_is_expr(node->child[i - 1])) return node->child[i - 1];
    return node;
}

enum CXUnaryOperatorKind node_unary(const Node *node)
{
    return node->kind == CXCursor_UnaryOperator ? clang_getCursorUnaryOperatorKind(node->cursor)
                                                : CXUnaryOperator_Invalid;
}

enum CXBinaryOperatorKind node_binary(const Node *node)
{
    return node->kind == CXCursor_BinaryOperator || node->kind == CXCursor_CompoundAssignOperator
               ? clang_getCursorBinaryOperatorKind(node->cursor)
               : CXBinaryOperator_Invalid;
}

bool node_is_assignment(const Node *node) { return node_binary(node) == CXBinaryOperator_Assign; }

CXType node_canonical(const Node *node)
{
    return clang_getCanonicalType(clang_getCursorType(node->cursor));
}

bool type_is_array(CXType type)
{
    return type.kind == CXType_ConstantArray || type.kind == CXType_IncompleteArray ||
           type.kind == CXType_VariableArray || type.kind == CXType_DependentSizedArray;
}
