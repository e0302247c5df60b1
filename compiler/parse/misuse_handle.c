/*
 * misuse_handle.c - handles and what they lead to: whether a task, future, generator or queue of
 * one type is kept as one of another, and what a delegation hands through. To clang a handle of
 * void is a `void *`, and async_iter gives one: both convert to anything.
 */
#include "misuse.h"

/* ------------------------------------------------------------------ what a handle leads to */

typedef struct Handle {
    HandleKind kind; /* HANDLE_NONE: unknown, or no handle */
    CXType value;    /* CXType_Invalid: unknown */
} Handle;

static Handle handle_of_type(CXType type)
{
    Handle handle = {handle_of(type), {.kind = CXType_Invalid}};

    if (handle.kind != HANDLE_NONE)
        handle.value = clang_getPointeeType(clang_getCanonicalType(type));
    return handle;
}

/* The call that an `async_iter(CALL)` makes a generator of; NULL: it is none. */
static Node *iterated_call(const Parser *p, Node *node)
{
    const Word *word = word_at(p, node->span.begin);

    if (!word || word->span.end != node->span.end || strcmp(word->info->spelling, "async_iter"))
        return NULL;
    Operands operands = word_operands(p, word);
    Node *call = operands.len == 1 ? find_operand(node, operands.at[0]) : NULL;
    call = call ? node_strip(call) : NULL;
    return call && call->kind == CXCursor_CallExpr && call->children ? call : NULL;
}

static Handle handle_of_value(const Parser *p, Node *node)
{
    Node *call = iterated_call(p, node);

    if (call) return (Handle){HANDLE_GENERATOR, marks_of_callee(call->child[0]).yields};
    return handle_of_type(clang_getCursorType(node->cursor));
}

/* ------------------------------------------------------------------ conversions */

static const char *words_of_kind(HandleKind kind)
{
    static const char *const words[] = {[HANDLE_TASK] = "task",
                                        [HANDLE_FUTURE] = "future",
                                        [HANDLE_GENERATOR] = "generator",
                                        [HANDLE_QUEUE] = "queue"};
    return words[kind];
}

/* Whether what was stored as one can be read as the other. */
static bool reads_as(CXType stored, CXType read)
{
    stored = clang_getUnqualifiedType(clang_getCanonicalType(stored));
    read = clang_getUnqualifiedType(clang_getCanonicalType(read));
    if (same_type(stored, read)) return true;
    if (stored.kind != CXType_Pointer || read.kind != CXType_Pointer) return false;
    stored = clang_getPointeeType(stored);
    read = clang_getPointeeType(read);
    return stored.kind == CXType_Void || read.kind == CXType_Void || reads_as(stored, read);
}

void misuse_kept(Place place, CXType type, Node *value)
{
    Parser *p = place.parser;
    Node *node = node_strip(value);
    Handle to = handle_of_type(type);

    if (node->kind == CXCursor_InitListExpr && node->children == 1)
        node = node_strip(node->child[0]);
    if (place.unevaluated || to.kind == HANDLE_NONE || has_clang_error(p, value->span)) return;
    if (node->kind == CXCursor_ConditionalOperator && node->children == 3) {
        misuse_kept(place, type, node->child[1]);
        misuse_kept(place, type, node->child[2]);
        return;
    }
    Handle from = handle_of_value(p, node);
    bool known = from.value.kind != CXType_Invalid;
    if (from.kind == HANDLE_NONE) return;
    if (from.kind == to.kind && (!known || reads_as(from.value, to.value))) return;
    Str give = known ? type_words_of(p, from.value) : STR("?"), want = type_words_of(p, to.value);
    error_at(p, value->span, "a %s of '%.*s' is kept as a %s of '%.*s'", words_of_kind(from.kind),
             STR_ARG(give), words_of_kind(to.kind), STR_ARG(want));
}

/* ------------------------------------------------------------------ delegation */

CXType type_received(const Marks *marks)
{
    return marks->receives.kind != CXType_Invalid ? marks->receives : marks->yields;
}

void misuse_delegation(Place place, Node *call)
{
    Parser *p = place.parser;
    const Marks *outer = place.function;

    if (call->kind != CXCursor_CallExpr || !call->children || !outer) return;
    Marks inner = marks_of_callee(call->child[0]);
    if (outer->yields.kind == CXType_Invalid || inner.yields.kind == CXType_Invalid) return;
    bool yields = same_type(inner.yields, outer->yields);
    CXType give = yields ? type_received(&inner) : inner.yields,
           want = yields ? type_received(outer) : outer->yields;
    Str name = callee_name(p, call);
    bool reads_nothing = str_starts(name, "async_"); /* the library's own */
    if (yields && (reads_nothing || same_type(give, want))) return;
    Str gives = type_words_of(p, give), wants = type_words_of(p, want);
    error_at(p, call->span, "'%.*s' %s '%.*s', but the generator that delegates to it '%.*s'",
             STR_ARG(name), yields ? "receives" : "yields", STR_ARG(gives), STR_ARG(wants));
}

/* ------------------------------------------------------------------ steps */

/* What the generators are that a variable is set to under `node`; COLOUR_PLAIN: unknown, or mixed.
 */
static void add_sources(const Parser *p, Node *node, CXCursor variable, Colour *colour, bool *mixed)
{
    Node *value = NULL;

    if (node->kind == CXCursor_VarDecl && clang_equalCursors(node->cursor, variable) &&
        !clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(node->cursor)))
        value = node->children ? node->child[node->children - 1] : NULL;
    else if (node_is_assignment(node) &&
             clang_equalCursors(clang_getCursorReferenced(node_strip(node->child[0])->cursor),
                                variable))
        value = node->child[1];
    if (value) {
        Node *call = iterated_call(p, node_strip(value));
        Colour found = call ? marks_of_callee(call->child[0]).colour : COLOUR_PLAIN;
        *mixed |= found == COLOUR_PLAIN || (*colour != COLOUR_PLAIN && *colour != found);
        *colour = found;
    }
    for (uint32_t i = 0; i < node->children; i++)
        add_sources(p, node->child[i], variable, colour, mixed);
}

Colour misuse_stepped(const Parser *p, Node *handle)
{
    Colour colour = COLOUR_PLAIN;
    bool mixed = false;
    Node *root = handle;

    handle = node_strip(handle);
    Node *call = iterated_call(p, handle);
    if (call) return marks_of_callee(call->child[0]).colour;
    if (handle->kind != CXCursor_DeclRefExpr) return COLOUR_PLAIN;
    CXCursor variable = clang_getCursorReferenced(handle->cursor);
    if (clang_getCursorKind(variable) != CXCursor_VarDecl) return COLOUR_PLAIN;
    while (root->parent) root = root->parent;
    add_sources(p, root, variable, &colour, &mixed);
    return mixed ? COLOUR_PLAIN : colour;
}
