/*
 * misuse_spawn.c - what becomes of what a spawn gives, and of what it is given: handles that nobody
 * keeps, addresses of locals that the task outlives.
 */
#include "misuse.h"

/* ------------------------------------------------------------------ handles that are dropped */

/* What to write instead, by what is dropped. */
static const char *hint_for(const char *spelling)
{
    if (!strcmp(spelling, "async_spawn"))
        return "keep it, or 'async_detach(...)' for a task without a handle";
    if (!strcmp(spelling, "async_create"))
        return "it never runs: 'async_start' and 'async_step' need it";
    if (!strcmp(spelling, "async_iter")) return "the generator never runs, and is never closed";
    return "keep it, and 'async_release' it";
}

static void dropped(Place place, Span at, const char *spelling)
{
    warning_at(place.parser, "dropped-handle", at,
               "the handle that '%s' gives is dropped (hint: %s)", spelling, hint_for(spelling));
}

static bool gives_handle(const char *spelling)
{
    return !strcmp(spelling, "async_spawn") || !strcmp(spelling, "async_create") ||
           !strcmp(spelling, "async_iter") || !strcmp(spelling, "async_spawn_on");
}

void misuse_dropped(Place place, Node *node)
{
    static const char *const makers[] = {"async_future_new", "async_queue_new",
                                         "async_lifo_queue_new", "async_priority_queue_new"};
    if (!node_is_expr(node) || place.unevaluated) return;
    size_t token = code_at(place.parser, node->span.begin);
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
        if (!token_is(place.parser, token, makers[i])) continue;
        if (handle_of(clang_getCursorType(node_explicit(node)->cursor)) == HANDLE_NONE) return;
        warning_at(place.parser, "dropped-handle", node->span,
                   "the %s that '%s' gives is dropped: it is never released",
                   i ? "queue" : "future", makers[i]);
        return;
    }
}

/* ------------------------------------------------------------------ locals that escape */

/* A local or a parameter, gone with the frame. */
static bool is_automatic(CXCursor declaration)
{
    enum CX_StorageClass storage = clang_Cursor_getStorageClass(declaration);
    enum CXCursorKind kind = clang_getCursorKind(declaration);

    if (kind == CXCursor_ParmDecl) return true;
    return kind == CXCursor_VarDecl && storage != CX_SC_Static && storage != CX_SC_Extern &&
           clang_getCursorTLSKind(declaration) == CXTLS_None &&
           clang_getCursorKind(clang_getCursorSemanticParent(declaration)) == CXCursor_FunctionDecl;
}

/* The variable that an lvalue is a part of, without going through a pointer; null: none. */
static CXCursor variable_of(Node *lvalue)
{
    for (lvalue = node_strip(lvalue);; lvalue = node_strip(lvalue->child[0])) {
        if (lvalue->kind == CXCursor_DeclRefExpr) return clang_getCursorReferenced(lvalue->cursor);
        if (!lvalue->children) break;
        enum CXTypeKind base = node_canonical(node_strip(lvalue->child[0])).kind;
        bool member = lvalue->kind == CXCursor_MemberRefExpr && base == CXType_Record;
        bool element = lvalue->kind == CXCursor_ArraySubscriptExpr &&
                       type_is_array(node_canonical(node_strip(lvalue->child[0])));
        if (!member && !element) break;
    }
    return clang_getNullCursor();
}

/* Whether an argument is the address of something in a local, or a local array. */
static bool is_address_of_local(Node *argument, Str *name, Arena *arena)
{
    Node *value = node_strip(argument);
    bool is_array = type_is_array(node_canonical(value));
    Node *object = node_unary(value) == CXUnaryOperator_AddrOf ? value->child[0]
                   : is_array                                  ? value
                                                               : NULL;
    if (!object) return false;
    CXCursor variable = variable_of(object);
    if (clang_Cursor_isNull(variable) || !is_automatic(variable)) return false;
    if (clang_getCursorKind(variable) == CXCursor_ParmDecl && is_array) return false;
    *name = cursor_name(arena, variable);
    return true;
}

/* What says nothing about the task's end: the local may be gone before the task is. */
static bool is_idle_use(const Parser *p, Node *reference)
{
    static const char *const idle[] = {"async_release", "async_cancel", "async_set_name",
                                       "async_name",    "async_done",   "async_state",
                                       "async_status",  "async_start",  "async_retain"};
    uint32_t begin = reference->span.begin;
    size_t before = code_before(p, begin);

    while (token_is(p, before, "(")) {
        begin = p->tokens.at[before].begin;
        before = code_before(p, begin);
    }
    if (token_is(p, before, "return")) return true;
    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
        if (token_is(p, before, idle[i])) return true;
    return false;
}

/* Whether anything under `node` but the writes to it may wait for the task that `handle` keeps. */
static bool is_waited_for(const Parser *p, Node *node, CXCursor handle, const Node *kept)
{
    if (node->kind == CXCursor_DeclRefExpr &&
        clang_equalCursors(clang_getCursorReferenced(node->cursor), handle)) {
        bool is_target =
            kept->kind == CXCursor_BinaryOperator && span_within(kept->child[0]->span, node->span);
        return !is_target && !is_idle_use(p, node);
    }
    for (uint32_t i = 0; i < node->children; i++)
        if (is_waited_for(p, node->child[i], handle, kept)) return true;
    return false;
}

/* Where the handle of a spawn goes: the declaration or the assignment, and the variable. */
static Node *keeper_of(Node *spawn, CXCursor *variable)
{
    Node *node = spawn, *parent = spawn->parent;

    while (parent &&
           (parent->kind == CXCursor_ParenExpr || parent->kind == CXCursor_UnexposedExpr ||
            parent->kind == CXCursor_InitListExpr || parent->kind == CXCursor_CStyleCastExpr))
        node = parent, parent = node->parent;
    *variable = clang_getNullCursor();
    if (!parent) return NULL;
    if (parent->kind == CXCursor_VarDecl) *variable = parent->cursor;
    if (node_is_assignment(parent) && parent->child[1] == node)
        *variable = variable_of(parent->child[0]);
    return parent;
}

/* A spawn whose handle this function neither waits for nor hands on. */
static bool is_left_alone(const Parser *p, Node *spawn, const char *spelling)
{
    CXCursor variable;
    Node *root = spawn, *kept = keeper_of(spawn, &variable);

    if (!strcmp(spelling, "async_detach")) return true;
    if (!kept) return false;
    if (kept->kind == CXCursor_ReturnStmt || node_is_stmt(kept)) return true;
    if (clang_Cursor_isNull(variable) || !is_automatic(variable)) return is_idle_use(p, spawn);
    while (root->parent) root = root->parent;
    return !is_waited_for(p, root, variable, kept);
}

static void check_escapes(Place place, Node *spawn, const Word *word)
{
    Operands operands = word_operands(place.parser, word);
    Node *call = operands.len ? find_operand(spawn, operands.at[operands.len - 1]) : NULL;
    Str name;

    call = call ? node_explicit(call) : NULL;
    if (!call || call->kind != CXCursor_CallExpr) return;
    for (uint32_t i = 1; i < call->children; i++) {
        if (!is_address_of_local(call->child[i], &name, place.parser->arena)) continue;
        if (!is_left_alone(place.parser, spawn, word->info->spelling)) return;
        warning_at(
            place.parser, "local-escapes", call->child[i]->span,
            "the task may outlive the local '%.*s', whose address it is given "
            "(hint: wait for it with 'await async_join(...)', or spawn it in an async_group)",
            STR_ARG(name));
    }
}

/* ------------------------------------------------------------------ spawns */

/* Whether the word is a statement of its own, and not the value of a statement expression. */
static bool is_statement(const Parser *p, const Word *word)
{
    static const char *const before[] = {";", "{", "}", ")", ":", "else", "do"};
    size_t previous = code_before(p, word->span.begin), next = code_at(p, word->span.end);
    bool follows = false;

    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        follows |= token_is(p, previous, before[i]);
    if (!follows || !token_is(p, next, ";")) return false;
    next = code_at(p, p->tokens.at[next].end);
    return !token_is(p, next, "}") || !token_is(p, code_at(p, p->tokens.at[next].end), ")");
}

/* source: async_spawn_in(g, f(x)); becomes: async_detach_in(g, f(x)); as nobody has its handle */
static void detach(Parser *p, const Word *word)
{
    Span name = {word->span.begin, word->span.begin + (uint32_t)strlen(word->info->spelling)};

    if (is_statement(p, word))
        VEC_PUSH(p->arena, &p->unit->renames, (Rename){name, STR("async_detach_in"), NULL});
}

void misuse_spawned(Place place, Node *node, const Word *word)
{
    const char *spelling = word->info->spelling;
    bool in_coroutine = place.function && place.function->colour != COLOUR_PLAIN;

    if (place.unevaluated || word->info->form != FORM_SPAWN) return;
    if (!place.value_used && gives_handle(spelling)) dropped(place, word->span, spelling);
    if (!place.value_used && !strcmp(spelling, "async_spawn_in")) detach(place.parser, word);
    if (in_coroutine && strcmp(spelling, "async_iter") != 0 &&
        strcmp(spelling, "async_spawn_in") != 0)
        check_escapes(place, node, word);
}
