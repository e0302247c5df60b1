/*
 * effects.c - what an expression reads and writes, and whether C leaves open in which order.
 */
#include "../ir/effects.h"
#include "parser.h"

typedef struct Gather {
    Body *body;
    Effects *out;
} Gather;

static void gather(Gather *g, Node *node);
static void locate(Gather *g, Node *node);

/* ------------------------------------------------------------------ variables */

static bool is_variable(CXCursor declaration)
{
    enum CXCursorKind kind = clang_getCursorKind(declaration);

    return kind == CXCursor_VarDecl || kind == CXCursor_ParmDecl;
}

static bool is_addressed(const Body *b, CXCursor declaration)
{
    for (size_t i = 0; i < b->addressed.len; i++)
        if (clang_equalCursors(b->addressed.at[i], declaration)) return true;
    return false;
}

/* What is const keeps its value. */
static void touch(Gather *g, Node *name, bool writes)
{
    CXCursor declaration = clang_getCursorReferenced(name->cursor);
    CXType type = node_canonical(name);

    if (!is_variable(declaration)) return;
    if (!writes && clang_isConstQualifiedType(type) && !clang_isVolatileQualifiedType(type)) return;
    const Local *local = local_find(g->body, declaration);
    Touch touch = {.local = local,
                   .name = span_text(g->body->parser, name->span),
                   .writes = writes,
                   .is_public = !local || is_addressed(g->body, declaration)};
    VEC_PUSH(g->body->parser->arena, &g->out->touches, touch);
}

/* ------------------------------------------------------------------ objects */

static bool is_arrow(Node *member)
{
    return member->children && node_canonical(node_strip(member->child[0])).kind != CXType_Record;
}

/* The object that an lvalue designates is read, or written. */
static void use(Gather *g, Node *node, bool writes)
{
    node = node_strip(node);
    if (clang_isVolatileQualifiedType(node_canonical(node))) g->out->writes_memory = true;
    switch (node->kind) {
    case CXCursor_DeclRefExpr: touch(g, node, writes); return;
    case CXCursor_MemberRefExpr:
        if (is_arrow(node)) break;
        if (node->children) use(g, node->child[0], writes);
        return;
    case CXCursor_ArraySubscriptExpr:
        for (uint32_t i = 0; i < node->children; i++)
            if (is_array_object(node->child[i])) {
                use(g, node->child[i], writes);
                return;
            }
        break;
    case CXCursor_UnaryOperator:
        if (node_unary(node) == CXUnaryOperator_Deref) break;
        if (node->children) use(g, node->child[0], writes);
        return;
    default: return;
    }
    if (writes) g->out->writes_memory = true;
    else g->out->reads_memory = true;
}

static void gather_all(Gather *g, Node *node)
{
    for (uint32_t i = 0; i < node->children; i++)
        if (node_is_expr(node->child[i])) gather(g, node->child[i]);
}

/* Finding the object that an lvalue designates. */
static void locate(Gather *g, Node *node)
{
    node = node_strip(node);
    switch (node->kind) {
    case CXCursor_DeclRefExpr: return;
    case CXCursor_MemberRefExpr:
        if (is_arrow(node)) gather(g, node->child[0]);
        else if (node->children) locate(g, node->child[0]);
        return;
    case CXCursor_ArraySubscriptExpr:
        for (uint32_t i = 0; i < node->children; i++) {
            if (is_array_object(node->child[i])) locate(g, node->child[i]);
            else gather(g, node->child[i]);
        }
        return;
    case CXCursor_UnaryOperator:
        if (node_unary(node) == CXUnaryOperator_Deref) gather(g, node->child[0]);
        else if (node->children) locate(g, node->child[0]);
        return;
    case CXCursor_CompoundLiteralExpr: gather_all(g, node); return;
    default: gather(g, node);
    }
}

static void gather_object(Gather *g, Node *node)
{
    locate(g, node);
    if (!is_array_object(node)) use(g, node, false);
}

/* ------------------------------------------------------------------ values */

/* What calls, or has statements inside, may do anything to memory. */
static void reach_memory(Gather *g)
{
    g->out->reads_memory = g->out->writes_memory = true;
}

/* Every name in it may be written. */
static void gather_statements(Gather *g, Node *node)
{
    if (node->kind == CXCursor_DeclRefExpr) touch(g, node, true);
    for (uint32_t i = 0; i < node->children; i++) gather_statements(g, node->child[i]);
}

static void gather_unary(Gather *g, Node *node)
{
    enum CXUnaryOperatorKind kind = node_unary(node);

    if (!node->children) return;
    if (kind == CXUnaryOperator_AddrOf) {
        locate(g, node->child[0]);
    } else if (kind >= CXUnaryOperator_PostInc && kind <= CXUnaryOperator_PreDec) {
        gather_object(g, node->child[0]);
        use(g, node->child[0], true);
    } else if (kind == CXUnaryOperator_Deref) {
        gather_object(g, node);
    } else {
        gather(g, node->child[0]);
    }
}

static void gather_binary(Gather *g, Node *node)
{
    bool plain_one = node_is_assignment(node);

    if (node->children != 2) return;
    if (!plain_one && node->kind != CXCursor_CompoundAssignOperator) {
        gather_all(g, node);
        return;
    }
    locate(g, node->child[0]);
    gather(g, node->child[1]);
    if (!plain_one) use(g, node->child[0], false);
    use(g, node->child[0], true);
}

static void gather(Gather *g, Node *node)
{
    node = node_strip(node);
    switch (node->kind) {
    case CXCursor_UnaryExpr: return; /* sizeof and the like */
    case CXCursor_DeclRefExpr:
    case CXCursor_MemberRefExpr:
    case CXCursor_ArraySubscriptExpr:
    case CXCursor_CompoundLiteralExpr: gather_object(g, node); return;
    case CXCursor_UnaryOperator: gather_unary(g, node); return;
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator: gather_binary(g, node); return;
    case CXCursor_StmtExpr:
        gather_statements(g, node);
        reach_memory(g);
        return;
    default:
        if (node->kind == CXCursor_CallExpr || node_is_builtin(g->body->parser, node))
            reach_memory(g);
        gather_all(g, node);
    }
}

const Effects *effects_gather(Body *b, Node *node)
{
    Effects *effects = ARENA_NEW(b->parser->arena, Effects);
    Gather g = {b, effects};

    gather(&g, node);
    return effects;
}

/* ------------------------------------------------------------------ order */

static bool any_unordered(Body *b, Node *node, uint32_t from)
{
    for (uint32_t i = from; i < node->children; i++)
        if (node_is_expr(node->child[i]) && is_unordered(b, node->child[i])) return true;
    return false;
}

/* Operands that may be evaluated in any order, and it matters in which. */
static bool operands_conflict(Body *b, Node *node)
{
    Effects before = {0};

    for (uint32_t i = 0; i < node->children; i++) {
        if (!node_is_expr(node->child[i])) continue;
        const Effects *own = effects_gather(b, node->child[i]);
        if (effects_conflict(&before, own)) return true;
        effects_add(b->parser->arena, &before, own);
    }
    return any_unordered(b, node, 0);
}

static bool assignment_conflicts(Body *b, Node *node)
{
    Effects found = {0};
    Gather g = {b, &found};
    const Effects *target = effects_gather(b, node->child[0]);
    const Effects *source = effects_gather(b, node->child[1]);

    locate(&g, node->child[0]);
    return effects_conflict(&found, source) || effects_rewrite(target, source) ||
           any_unordered(b, node, 0);
}

static bool binary_unordered(Body *b, Node *node)
{
    enum CXBinaryOperatorKind kind = node_binary(node);

    if (node->children != 2) return false;
    if (node->kind == CXCursor_CompoundAssignOperator || node_is_assignment(node))
        return assignment_conflicts(b, node);
    if (kind == CXBinaryOperator_LAnd || kind == CXBinaryOperator_LOr ||
        kind == CXBinaryOperator_Comma)
        return any_unordered(b, node, 0);
    return operands_conflict(b, node);
}

/* Whether it is all of a word, or of a macro of the system's: that stays as it is written. */
static bool is_closed(const Parser *p, const Node *node)
{
    const MacroCall *call = macros_call(&p->macros, node->span.begin);
    const Word *word = word_at(p, node->span.begin);

    if (word && word->span.end >= node->span.end) return true;
    return call && call->span.end >= node->span.end && macro_is_of_system(call);
}

bool is_unordered(Body *b, Node *node)
{
    node = node_strip(node);
    if (is_closed(b->parser, node)) return false;
    switch (node->kind) {
    case CXCursor_UnaryExpr:
    case CXCursor_StmtExpr: return false;
    case CXCursor_ConditionalOperator: return any_unordered(b, node, 0);
    case CXCursor_GenericSelectionExpr: return any_unordered(b, node, 1);
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator: return binary_unordered(b, node);
    case CXCursor_UnexposedExpr:
        return node_is_elvis(node) ? any_unordered(b, node, 1) : operands_conflict(b, node);
    default: return operands_conflict(b, node);
    }
}

/* ------------------------------------------------------------------ addresses */

/* The variable of which `&node`, or an array that decays, makes the address known. */
static void add_addressed(Body *b, Node *node)
{
    for (;;) {
        node = node_strip(node);
        if (node->kind == CXCursor_DeclRefExpr) {
            CXCursor declaration = clang_getCursorReferenced(node->cursor);
            if (is_variable(declaration) && !is_addressed(b, declaration))
                VEC_PUSH(b->parser->arena, &b->addressed, declaration);
            return;
        }
        bool part = (node->kind == CXCursor_MemberRefExpr && !is_arrow(node)) ||
                    (node->kind == CXCursor_ArraySubscriptExpr && is_array_object(node->child[0])) ||
                    node_unary(node) == CXUnaryOperator_Extension;
        if (!part || !node->children) return;
        node = node->child[0];
    }
}

/* An array of which only elements are named does not decay. */
static bool is_subscripted(const Node *node)
{
    const Node *parent = node->parent;

    while (parent && (parent->kind == CXCursor_UnexposedExpr || parent->kind == CXCursor_ParenExpr))
        parent = parent->parent;
    return parent && (parent->kind == CXCursor_ArraySubscriptExpr || parent->kind == CXCursor_UnaryExpr);
}

void addresses_note(Body *b, Node *node)
{
    if (node_unary(node) == CXUnaryOperator_AddrOf) add_addressed(b, node->child[0]);
    bool object = node->kind == CXCursor_DeclRefExpr || node->kind == CXCursor_MemberRefExpr;
    if (object && type_is_array(node_canonical(node)) && !is_subscripted(node)) add_addressed(b, node);
    if (node->kind == CXCursor_GCCAsmStmt)
        for (uint32_t i = 0; i < node->children; i++) add_addressed(b, node->child[i]);
    for (uint32_t i = 0; i < node->children; i++) addresses_note(b, node->child[i]);
}
