/*
 * vary.c - what stands around a call, a value or a statement: mostly a plain await, else one of the
 * dialect's other forms that mean the same there. The seed chooses.
 */
#define _GNU_SOURCE
#include "convert.h"

Str word(const Program *program, const char *plain, const char *reserved)
{
    return str_from(program->reserved ? reserved : plain);
}

static Str await_word(const Program *program) { return word(program, "await", "_Await"); }

/* The text of a format with one %.*s, which is the keyword await. */
static Str with_await(Program *program, const char *format)
{
    return arena_printf(program->arena, format, STR_ARG(await_word(program)));
}

static Around around(Program *program, const char *before, const char *after)
{
    return (Around){with_await(program, before), str_from(after)};
}

/* ------------------------------------------------------------------ calls */

/* A type that can be written down as it is spelled. */
static bool is_simple(CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    return canonical.kind >= CXType_Bool && canonical.kind <= CXType_Double;
}

/* source: f(x). becomes: ({ T r; if (await FORM(r = f(x))) abort(); r; }) */
static Around caught(Program *program, CXType result, const char *form)
{
    Str type = take_string(program->arena, clang_getTypeSpelling(result));

    return (Around){arena_printf(program->arena, "({ %.*s differ_r; if (%.*s %sdiffer_r = ",
                                 STR_ARG(type), STR_ARG(await_word(program)), form),
                    STR(")) __builtin_abort(); differ_r; })")};
}

Around vary_call(Program *program, const Node *call)
{
    if (!call) return around(program, "(%.*s ", ")");
    CXType result = clang_getCursorType(call->cursor);
    bool is_void = clang_getCanonicalType(result).kind == CXType_Void;

    switch (draw(program, 16)) {
    case 0: return around(program, "(%.*s async_join(async_spawn(", ")))");
    case 1: return around(program, "(%.*s async_shield(", "))");
    case 2:
        if (is_void) return around(program, "(%.*s async_gather(", "))");
        return is_simple(result) ? caught(program, result, "async_try(")
                                 : around(program, "(%.*s async_shield(", "))");
    case 3:
        if (is_simple(result)) return caught(program, result, "async_wait_for(-1, ");
        return around(program, "(%.*s async_join(async_spawn(", ")))");
    default: return around(program, "(%.*s ", ")");
    }
}

/* source: f. becomes: a pointer to it, with the type written out. */
Str vary_name(Program *program, const Function *function, Str name)
{
    static const char *const pointer[] = {
        "(*(%.*s %.*s(*[])(%.*s)){%.*s}[0])",
        "({ %.*s %.*s(*differ_f)(%.*s) = %.*s; differ_f; })",
        "(*(struct { %.*s %.*s(*at)(%.*s); }){%.*s}.at)",
    };
    uint32_t which = draw(program, 12);

    if (which >= sizeof pointer / sizeof *pointer) return name;
    CXType type = clang_getCursorResultType(function->definition);
    Str result = type_text(program, type, STR("")),
        parameters = parameters_text(program, function, false);
    if (memmem(result.at, result.len, "unnamed", 7) ||
        memmem(parameters.at, parameters.len, "unnamed", 7))
        return name;
    return arena_printf(program->arena, pointer[which], STR_ARG(word(program, "async", "_Async")),
                        STR_ARG(result), STR_ARG(parameters), STR_ARG(name));
}

/* ------------------------------------------------------------------ values */

Around vary_value(Program *program)
{
    switch (draw(program, 6)) {
    case 0: return around(program, "({ %.*s differ_pause(); ", "; })");
    case 1:
        return (Around){STR("({ __auto_type differ_v = ("),
                        with_await(program, "); %.*s differ_pause(); differ_v; })")};
    default: return around(program, "(%.*s differ_pause(), ", ")");
    }
}

/* ------------------------------------------------------------------ statements */

/* Whether something outside may jump into it: a label, or a case of a switch around it. */
static bool has_entries(const Node *node)
{
    if (node->kind == CXCursor_LabelStmt || node->kind == CXCursor_StmtExpr) return true;
    if (node->kind == CXCursor_CaseStmt || node->kind == CXCursor_DefaultStmt) return true;
    for (uint32_t i = 0; i < node->children; i++)
        if (has_entries(node->child[i])) return true;
    return false;
}

static bool is_loop(const Node *node)
{
    return node->kind == CXCursor_WhileStmt || node->kind == CXCursor_ForStmt ||
           node->kind == CXCursor_DoStmt;
}

static bool is_effect(const Node *node)
{
    return node->kind == CXCursor_CallExpr || node_is_assignment(node) ||
           node->kind == CXCursor_CompoundAssignOperator;
}

static bool is_jump_or_if(const Node *node)
{
    switch (node->kind) {
    case CXCursor_IfStmt:
    case CXCursor_CompoundStmt:
    case CXCursor_ReturnStmt:
    case CXCursor_BreakStmt:
    case CXCursor_ContinueStmt:
    case CXCursor_GotoStmt: return true;
    default: return false;
    }
}

Around vary_statement(Program *program, const Node *node)
{
    bool in_value = node->parent->parent && node->parent->parent->kind == CXCursor_StmtExpr;
    bool whole = is_loop(node) || is_effect(node);
    uint32_t which = draw(program, 8);

    if (which < 4 && !in_value && !has_entries(node) && (whole || is_jump_or_if(node))) {
        if (which < 2 || !whole)
            return (Around){arena_printf(program->arena, "{ %.*s %.*s differ_pause(); ",
                                         STR_ARG(word(program, "defer", "_Defer")),
                                         STR_ARG(await_word(program))),
                            STR(" }")};
        return which == 2 ? (Around){STR("async_group(differ_g) { "), STR(" }")}
                          : (Around){STR("async_timeout(1000000) { "), STR(" }")};
    }
    if (which == 7)
        return around(program,
                      "async_for (int differ_i, differ_values()) "
                      "{ if (differ_i) break; %.*s differ_pause(); } ",
                      "");
    return around(program, "%.*s differ_pause(); ", "");
}
