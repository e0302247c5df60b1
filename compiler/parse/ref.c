/*
 * ref.c - where locals are named, and what for.
 *
 * An expression is walked with the use that is made of it. For an object that is the access of
 * ir/ast.h; on the way down it changes: `a.b = 1` writes a part of `a`, `&p->x` reads `p`.
 */
#include "parser.h"
#include <stdlib.h>

typedef struct Use {
    Access access;
    bool maybe;   /* not always evaluated when its statement runs */
    bool element; /* READ of an array that does not decay for good: a[i] */
} Use;

static void walk(Body *b, Node *node, Use use);

static void walk_all(Body *b, Node *node, Use use)
{
    for (uint32_t i = 0; i < node->children; i++) walk(b, node->child[i], use);
}

static Use value_of(Use use)
{
    return (Use){use.access == ACCESS_UNEVALUATED ? ACCESS_UNEVALUATED : ACCESS_READ, use.maybe,
                 false};
}

static Use perhaps(Use use)
{
    use.maybe = true;
    return use;
}

static Use as(Use use, Access access)
{
    if (use.access != ACCESS_UNEVALUATED) use.access = access;
    use.element = false;
    return use;
}

/* A part of an object is used so: what that is for the whole. */
static Use whole_of(Use use)
{
    if (use.access == ACCESS_WRITE) use.access = ACCESS_UPDATE;
    use.element = true;
    return use;
}

/* ------------------------------------------------------------------ names */

static void record(Body *b, Node *node, Local *local, Use use)
{
    Parser *p = b->parser;
    Access access = use.access;
    Ref ref = {node->span.begin, local, access};

    if (access == ACCESS_READ && !use.element && local->type->class_ == TYPE_ARRAY)
        access = ACCESS_ADDRESS;
    if (access == ACCESS_WRITE && use.maybe) access = ACCESS_UPDATE;
    if (access == ACCESS_ADDRESS) local->address_taken = true;
    if (local->address_taken && access != ACCESS_UNEVALUATED && local->type->is_volatile)
        access = ACCESS_ADDRESS;
    ref.access = access;
    if (!str_eq(span_text(p, (Span){ref.at, ref.at + (uint32_t)local->name.len}), local->name)) {
        parser_expand(p, ref.at);
        return;
    }
    VEC_PUSH(p->arena, &b->function->refs, ref);
}

static void walk_name(Body *b, Node *node, Use use)
{
    Local *local = local_find(b, clang_getCursorReferenced(node->cursor));

    if (local) record(b, node, local, use);
}

/* ------------------------------------------------------------------ objects and their parts */

static bool is_parameter(const Node *node)
{
    return node->kind == CXCursor_DeclRefExpr &&
           clang_getCursorKind(clang_getCursorReferenced(node->cursor)) == CXCursor_ParmDecl;
}

/* Whether the expression, casts and parentheses aside, is an array (or vector) object. */
bool is_array_object(Node *node)
{
    Node *object = node_strip(node);
    CXType type = node_canonical(object);

    if (is_parameter(object)) return false;
    return type_is_array(type) || type.kind == CXType_Vector || type.kind == CXType_ExtVector;
}

static void walk_subscript(Body *b, Node *node, Use use)
{
    bool swapped =
        node->children == 2 && is_array_object(node->child[1]) && !is_array_object(node->child[0]);

    if (node->children != 2) return;
    Node *base = node->child[swapped], *index = node->child[!swapped];
    if (is_array_object(base))
        walk(b, base, whole_of(use));
    else
        walk(b, base, value_of(use));
    walk(b, index, value_of(use));
}

static void walk_member(Body *b, Node *node, Use use)
{
    if (node->children == 0) return;
    CXType base = node_canonical(node_strip(node->child[0]));
    bool arrow = base.kind == CXType_Pointer || type_is_array(base);

    if (use.access == ACCESS_READ && !use.element && type_is_array(node_canonical(node)))
        use.access = ACCESS_ADDRESS;
    walk(b, node->child[0], arrow ? value_of(use) : whole_of(use));
}

static void walk_address(Body *b, Node *node, Use use)
{
    walk(b, node->child[0], as(use, ACCESS_ADDRESS));
}

static void walk_unary(Body *b, Node *node, Use use)
{
    if (node->children == 0) return;
    switch (node_unary(node)) {
    case CXUnaryOperator_AddrOf: walk_address(b, node, use); break;
    case CXUnaryOperator_Deref: walk(b, node->child[0], value_of(use)); break;
    case CXUnaryOperator_PreInc:
    case CXUnaryOperator_PreDec:
    case CXUnaryOperator_PostInc:
    case CXUnaryOperator_PostDec: walk(b, node->child[0], as(use, ACCESS_UPDATE)); break;
    case CXUnaryOperator_Extension: walk(b, node->child[0], use); break;
    case CXUnaryOperator_Real:
    case CXUnaryOperator_Imag: walk(b, node->child[0], whole_of(use)); break;
    default: walk(b, node->child[0], value_of(use));
    }
}

/* ------------------------------------------------------------------ compound literals */

static bool is_static_literal(const Parser *p, const Node *node)
{
    size_t type = code_at(p, node->span.begin) + 1;

    return token_is(p, type, "static") || token_is(p, type, "constexpr");
}

/*
 * An object without a name, alive to the end of the block like a local whose address is known. The
 * user's macro that makes one is expanded, so that it can move; a system's uses it at once.
 */
static void record_literal(Body *b, Node *node)
{
    Parser *p = b->parser;
    Function *function = b->function;

    if (is_static_literal(p, node)) return;
    if (from_body(p, node->span.begin)) {
        if (!macro_is_of_system(macros_around(&p->macros, node->span.begin)))
            parser_expand(p, node->span.begin);
        return;
    }
    for (size_t i = 0; i < function->literals.len; i++)
        if (function->literals.at[i].span.begin == node->span.begin) return;
    Local *local = local_unnamed(b, node);
    VEC_PUSH(p->arena, &function->literals, (Literal){node->span, local});
}

void refs_literal(Body *b, Node *node, Access access, bool part)
{
    bool decays = access == ACCESS_READ && !part && type_is_array(node_canonical(node));

    if (access == ACCESS_ADDRESS || decays) record_literal(b, node);
}

static void walk_literal(Body *b, Node *node, Use use)
{
    refs_literal(b, node, use.access, use.element);
    walk_all(b, node, value_of(use));
}

/* ------------------------------------------------------------------ operators */

static bool is_logical(const Node *node)
{
    enum CXBinaryOperatorKind kind = node_binary(node);

    return kind == CXBinaryOperator_LAnd || kind == CXBinaryOperator_LOr;
}

static void walk_binary(Body *b, Node *node, Use use)
{
    if (node->children != 2) return;
    Use left = value_of(use), right = value_of(use);

    if (node->kind == CXCursor_CompoundAssignOperator)
        left = as(use, ACCESS_UPDATE);
    else if (node_is_assignment(node))
        left = as(use, ACCESS_WRITE);
    else if (is_logical(node))
        right = perhaps(right);
    else if (node_binary(node) == CXBinaryOperator_Comma)
        right = use;
    walk(b, node->child[0], left);
    walk(b, node->child[1], right);
}

static void walk_conditional(Body *b, Node *node, Use use)
{
    for (uint32_t i = 0; i < node->children; i++)
        walk(b, node->child[i], i ? perhaps(use) : value_of(use));
}

/* _Generic: the controlling expression is not evaluated, of the others one is. */
static void walk_generic(Body *b, Node *node, Use use)
{
    for (uint32_t i = 0; i < node->children; i++)
        walk(b, node->child[i], i ? perhaps(use) : as(use, ACCESS_UNEVALUATED));
}

/* va_arg reads and moves its list, which need not be an array. */
static void walk_unexposed(Body *b, Node *node, Use use)
{
    if (node->children == 1) {
        Node *child = node->child[0];
        bool decays = type_is_array(node_canonical(child)) && !is_parameter(node_strip(child));
        if (decays && use.access == ACCESS_READ && !use.element) use.access = ACCESS_ADDRESS;
        walk(b, child, use);
        return;
    }
    for (uint32_t i = 0; i < node->children; i++)
        walk(b, node->child[i], i ? perhaps(value_of(use)) : value_of(use));
}

/* ------------------------------------------------------------------ declarations */

static void walk_declaration(Body *b, Node *node, Use use)
{
    CXCursor init = clang_Cursor_getVarDeclInitializer(node->cursor);
    uint32_t name_at = node->span.begin;

    cursor_name_at(b->parser->file, node->cursor, &name_at);
    for (uint32_t i = 0; i < node->children; i++) {
        Node *child = node->child[i];
        bool is_init = !clang_Cursor_isNull(init) && clang_equalCursors(init, child->cursor);
        if (is_init)
            walk(b, child, value_of(use));
        else if (child->span.begin < name_at)
            walk(b, child, as(use, ACCESS_UNEVALUATED));
        else
            walk(b, child, value_of(use));
    }
}

void refs_declarator(Body *b, Node *node)
{
    CXCursor init = clang_Cursor_getVarDeclInitializer(node->cursor);
    uint32_t name_at = node->span.begin;

    cursor_name_at(b->parser->file, node->cursor, &name_at);
    for (uint32_t i = 0; i < node->children; i++) {
        Node *child = node->child[i];
        if (!clang_Cursor_isNull(init) && clang_equalCursors(init, child->cursor)) continue;
        Access access = child->span.begin < name_at ? ACCESS_UNEVALUATED : ACCESS_READ;
        walk(b, child, (Use){access, false, false});
    }
}

/* ------------------------------------------------------------------ everything */

static void walk(Body *b, Node *node, Use use)
{
    switch (node->kind) {
    case CXCursor_DeclRefExpr: walk_name(b, node, use); break;
    case CXCursor_TypeRef: vla_type_name(b, node); break;
    case CXCursor_ArraySubscriptExpr: walk_subscript(b, node, use); break;
    case CXCursor_MemberRefExpr: walk_member(b, node, use); break;
    case CXCursor_UnaryOperator: walk_unary(b, node, use); break;
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator: walk_binary(b, node, use); break;
    case CXCursor_ConditionalOperator: walk_conditional(b, node, use); break;
    case CXCursor_ParenExpr: walk_all(b, node, use); break;
    case CXCursor_CompoundLiteralExpr: walk_literal(b, node, use); break;
    case CXCursor_UnexposedExpr: walk_unexposed(b, node, use); break;
    case CXCursor_UnaryExpr: walk_all(b, node, as(use, ACCESS_UNEVALUATED)); break;
    case CXCursor_GenericSelectionExpr: walk_generic(b, node, use); break;
    case CXCursor_StmtExpr: walk_all(b, node, perhaps(value_of(use))); break;
    case CXCursor_VarDecl: walk_declaration(b, node, use); break;
    case CXCursor_GCCAsmStmt: walk_all(b, node, as(use, ACCESS_ADDRESS)); break;
    default: walk_all(b, node, value_of(use));
    }
}

void refs_use(Body *b, Node *node, Access access, bool part)
{
    walk(b, node, (Use){access, b->maybe, part});
}

void refs_opaque(Body *b, Node *node) { walk(b, node, (Use){ACCESS_READ, true, false}); }

/* ------------------------------------------------------------------ the list */

static int compare(const void *a, const void *b)
{
    const Ref *x = a, *y = b;

    return x->at != y->at ? (x->at < y->at ? -1 : 1) : (int)x->access - (int)y->access;
}

/* A macro may use its argument twice, each time in another way. */
static Access both(Access a, Access b)
{
    if (a == b || b == ACCESS_UNEVALUATED) return a;
    if (a == ACCESS_UNEVALUATED) return b;
    if (a == ACCESS_ADDRESS || b == ACCESS_ADDRESS) return ACCESS_ADDRESS;
    return ACCESS_UPDATE;
}

void refs_finish(Body *b)
{
    Ref *ref = b->function->refs.at;
    size_t n = 0;

    if (b->function->refs.len == 0) return;
    qsort(ref, b->function->refs.len, sizeof *ref, compare);
    for (size_t i = 1; i < b->function->refs.len; i++) {
        if (ref[i].at == ref[n].at)
            ref[n].access = both(ref[n].access, ref[i].access);
        else
            ref[++n] = ref[i];
    }
    b->function->refs.len = n + 1;
}
