/*
 * jump.c - jumps out of statements and statement expressions, and defers in the latter: such cannot be
 * copied as they stand.
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

/* ------------------------------------------------------------------ statement expressions */

static void mark(Parser *p, const Node *jump)
{
    static const WordInfo info = {.spelling = "jump", .kind = WORD_JUMP, .operands = ""};
    size_t at = macros_first_word(&p->macros, jump->span.begin);

    if (word_at(p, jump->span.begin)) return;
    VEC_PUSH(p->arena, &p->macros.words, ((Word){.info = &info}));
    memmove(&p->macros.words.at[at + 1], &p->macros.words.at[at],
            (p->macros.words.len - at - 1) * sizeof *p->macros.words.at);
    p->macros.words.at[at] = (Word){.span = jump->span, .info = &info, .active = true, .suspends = true};
}

static Inside inside_of(const Node *node, Inside in)
{
    switch (node->kind) {
    case CXCursor_ForStmt:
    case CXCursor_WhileStmt:
    case CXCursor_DoStmt: return (Inside){true, false};
    case CXCursor_SwitchStmt: return (Inside){in.loop, true};
    default: return in;
    }
}

static bool is_jump(const Node *node)
{
    return node->kind == CXCursor_ReturnStmt || node->kind == CXCursor_GotoStmt ||
           node->kind == CXCursor_BreakStmt || node->kind == CXCursor_ContinueStmt;
}

static void mark_jumps(Parser *p, const Node *node, Inside in)
{
    Word *word = node->kind == CXCursor_IfStmt ? word_at(p, node->span.begin) : NULL;

    if (word && word->info->kind == WORD_DEFER) word->suspends = true; /* taken apart all the same */
    if (is_jump(node) && leaves(node, in)) mark(p, node);
    for (uint32_t i = 0; i < node->children; i++) mark_jumps(p, node->child[i], inside_of(node, in));
}

void jumps_activate(Parser *p, const Node *node)
{
    for (uint32_t i = 0; i < node->children; i++) {
        if (node->child[i]->kind == CXCursor_StmtExpr) mark_jumps(p, node->child[i], (Inside){false, false});
        else jumps_activate(p, node->child[i]);
    }
}
