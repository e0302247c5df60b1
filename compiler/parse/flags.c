/*
 * flags.c - what an expression is like: whether it can be moved, repeated, pointed to.
 */
#include "parser.h"

static bool is_constant(Node *node);

/* ------------------------------------------------------------------ constants */

/* An lvalue that designates one object as long as it can be named: a local does not move. */
static bool is_fixed(Node *node)
{
    node = node_strip(node);
    switch (node->kind) {
    case CXCursor_DeclRefExpr:
    case CXCursor_StringLiteral: return true;
    case CXCursor_MemberRefExpr:
        return node->children && node_canonical(node_strip(node->child[0])).kind == CXType_Record &&
               is_fixed(node->child[0]);
    case CXCursor_ArraySubscriptExpr:
        return node->children == 2 && type_is_array(node_canonical(node_strip(node->child[0]))) &&
               is_fixed(node->child[0]) && is_constant(node->child[1]);
    default: return false;
    }
}

static bool all_constant(Node *node)
{
    for (uint32_t i = 0; i < node->children; i++)
        if (node_is_expr(node->child[i]) && !is_constant(node->child[i])) return false;
    return true;
}

static bool is_constant_name(Node *node)
{
    CXCursor declaration = clang_getCursorReferenced(node->cursor);
    enum CXCursorKind kind = clang_getCursorKind(declaration);

    if (kind == CXCursor_EnumConstantDecl || kind == CXCursor_FunctionDecl) return true;
    return type_is_array(node_canonical(node)) && is_fixed(node);
}

static bool is_constant(Node *node)
{
    switch (node->kind) {
    case CXCursor_IntegerLiteral:
    case CXCursor_FloatingLiteral:
    case CXCursor_ImaginaryLiteral:
    case CXCursor_StringLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_CXXBoolLiteralExpr:
    case CXCursor_CXXNullPtrLiteralExpr:
    case CXCursor_GNUNullExpr:
    case CXCursor_AddrLabelExpr: return true;
    case CXCursor_UnaryExpr: return true; /* sizeof and the like; one of a VLA stays the same */
    case CXCursor_DeclRefExpr: return is_constant_name(node);
    case CXCursor_ArraySubscriptExpr:
    case CXCursor_MemberRefExpr: return type_is_array(node_canonical(node)) && is_fixed(node);
    case CXCursor_UnaryOperator:
        if (node_unary(node) == CXUnaryOperator_AddrOf) return is_fixed(node->child[0]);
        if (node_unary(node) <= CXUnaryOperator_Deref) return false; /* ++, --, & and * */
        return all_constant(node);
    case CXCursor_BinaryOperator:
        return node_binary(node) < CXBinaryOperator_Assign && all_constant(node);
    case CXCursor_ParenExpr:
    case CXCursor_ConditionalOperator:
    case CXCursor_CStyleCastExpr: return all_constant(node);
    case CXCursor_UnexposedExpr: return node->children > 0 && all_constant(node);
    default: return false;
    }
}

/* ------------------------------------------------------------------ effects */

static bool reads_volatile(Node *node)
{
    switch (node->kind) {
    case CXCursor_DeclRefExpr:
    case CXCursor_MemberRefExpr:
    case CXCursor_ArraySubscriptExpr: return clang_isVolatileQualifiedType(node_canonical(node));
    default:
        return node_unary(node) == CXUnaryOperator_Deref &&
               clang_isVolatileQualifiedType(node_canonical(node));
    }
}

static bool is_effect(Node *node)
{
    switch (node->kind) {
    case CXCursor_CallExpr:
    case CXCursor_StmtExpr:
    case CXCursor_CompoundAssignOperator: return true;
    case CXCursor_BinaryOperator: return node_is_assignment(node);
    case CXCursor_UnaryOperator: {
        enum CXUnaryOperatorKind kind = node_unary(node);
        if (kind >= CXUnaryOperator_PostInc && kind <= CXUnaryOperator_PreDec) return true;
        return reads_volatile(node);
    }
    default: return reads_volatile(node);
    }
}

bool node_is_elvis(const Node *node)
{
    return node->kind == CXCursor_UnexposedExpr && node->children == 4 &&
           node->child[0]->span.begin == node->child[1]->span.begin;
}

/* The atomic builtins: nodes of clang's own that libclang has no kind for. */
static bool is_builtin(const Node *node)
{
    bool element = node->parent && node->parent->kind == CXCursor_InitListExpr;

    return node->kind == CXCursor_UnexposedExpr && node->children > 1 && !element &&
           !node_is_elvis(node);
}

/* va_arg has one operand, and moves it. */
static bool is_va_arg(const Parser *p, const Node *node)
{
    Str text = span_text(p, node->span);

    return node->kind == CXCursor_UnexposedExpr && node->children == 1 &&
           (str_starts(text, "va_arg") || str_starts(text, "__builtin_va_arg"));
}

bool node_is_builtin(const Parser *p, const Node *node)
{
    return is_builtin(node) || is_va_arg(p, node);
}

static bool has_effects(const Parser *p, Node *node)
{
    if (node->kind == CXCursor_UnaryExpr) return false;
    if (is_effect(node) || node_is_builtin(p, node)) return true;
    for (uint32_t i = 0; i < node->children; i++)
        if (has_effects(p, node->child[i])) return true;
    return false;
}

/* ------------------------------------------------------------------ objects */

static bool is_lvalue(const Parser *p, Node *node)
{
    node = node_strip(node);
    switch (node->kind) {
    case CXCursor_DeclRefExpr: {
        enum CXCursorKind kind = clang_getCursorKind(clang_getCursorReferenced(node->cursor));
        return kind == CXCursor_VarDecl || kind == CXCursor_ParmDecl;
    }
    case CXCursor_ArraySubscriptExpr:
    case CXCursor_CompoundLiteralExpr: return true;
    case CXCursor_UnaryOperator:
        if (node_unary(node) == CXUnaryOperator_Extension)
            return !word_at(p, node->span.begin) && is_lvalue(p, node->child[0]);
        return node_unary(node) == CXUnaryOperator_Deref ||
               ((node_unary(node) == CXUnaryOperator_Real ||
                 node_unary(node) == CXUnaryOperator_Imag) &&
                is_lvalue(p, node->child[0]));
    case CXCursor_MemberRefExpr:
        return node->children &&
               (node_canonical(node_strip(node->child[0])).kind != CXType_Record ||
                is_lvalue(p, node->child[0]));
    default: return false;
    }
}

static bool is_bit_field(Node *node)
{
    node = node_strip(node);
    return node->kind == CXCursor_MemberRefExpr &&
           clang_Cursor_isBitField(clang_getCursorReferenced(node->cursor));
}

void expr_flags(const Parser *p, Node *node, Expr *expr)
{
    expr->is_constant = !expr->apart && is_constant(node);
    expr->is_lvalue = is_lvalue(p, node);
    expr->is_bit_field = expr->is_lvalue && is_bit_field(node);
    expr->is_fixed = expr->is_lvalue && !expr->apart && is_fixed(node);
    expr->has_effects = expr->apart || has_effects(p, node);
}
