/*
 * jump.c - whether a statement can be copied as it stands.
 */
#include "parser.h"

typedef struct Inside {
    bool loop, body_of_switch;
} Inside;

static bool leaves(const Node *node, Inside in);

static bool any_leaves(const Node *node, Inside in)
{
    for (uint32_t i = 0; i < node->children; i++)
        if (leaves(node->child[i], in)) return true;
    return false;
}

/* A jump out of what is looked at, or a label that something outside may jump to. */
static bool leaves(const Node *node, Inside in)
{
    switch (node->kind) {
    case CXCursor_ReturnStmt:
    case CXCursor_GotoStmt:
    case CXCursor_IndirectGotoStmt:
    case CXCursor_LabelStmt:
    case CXCursor_AddrLabelExpr: return true;
    case CXCursor_BreakStmt: return !in.loop && !in.body_of_switch;
    case CXCursor_ContinueStmt: return !in.loop;
    case CXCursor_CaseStmt:
    case CXCursor_DefaultStmt: return !in.body_of_switch || any_leaves(node, in);
    case CXCursor_ForStmt:
    case CXCursor_WhileStmt:
    case CXCursor_DoStmt: return any_leaves(node, (Inside){true, false});
    case CXCursor_SwitchStmt: return any_leaves(node, (Inside){in.loop, true});
    default: return any_leaves(node, in);
    }
}

bool stmt_is_simple(const Parser *p, Node *node)
{
    return !has_active(p, node->span) && !leaves(node, (Inside){false, false});
}
