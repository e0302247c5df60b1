/*
 * spread.c - puts `async` before declarations, `await` before calls, and suspensions between
 * statements and around values.
 */
#include "convert.h"

/* One value in so many, one statement in so many. */
enum { VALUES = 9, STATEMENTS = 4 };

/* ------------------------------------------------------------------ prototypes */

/* Names of functions and arrays would go into the middle of a declarator. */
Str type_text(Program *program, CXType of, Str name)
{
    Str type = take_string(program->arena, clang_getTypeSpelling(of));
    bool round = memchr(type.at, '(', type.len) || memchr(type.at, '[', type.len);

    return arena_printf(program->arena, round ? "__typeof__(%.*s) %.*s" : "%.*s %.*s",
                        STR_ARG(type), STR_ARG(name));
}

Str parameters_text(Program *program, const Function *function, bool named)
{
    Str text = STR("");

    for (uint32_t i = 0; i < function->parameters; i++) {
        CXCursor parameter = clang_Cursor_getArgument(function->definition, i);
        text = arena_printf(
            program->arena, "%.*s%s%.*s", STR_ARG(text), i ? ", " : "",
            STR_ARG(type_text(program, clang_getCursorType(parameter),
                              named ? cursor_name(program->arena, parameter) : STR(""))));
    }
    return function->parameters ? text : STR("void");
}

/* `int a; char b;` between the parenthesis and the body of a definition without a prototype. */
static Span old_parameters(const Program *program, const Function *function, size_t close)
{
    Span none = {0, 0};

    for (size_t i = close + 1; function->parameters && i < program->tokens.len; i++) {
        const Token *body = &program->tokens.at[i];
        if (!lex_is(program->text, body, "{")) continue;
        size_t last = lex_code_before(&program->tokens, i);
        return token_is(program, last, ";") ? (Span){program->tokens.at[close].end, body->begin}
                                            : none;
    }
    return none;
}

/* source: f(a, b) int a; char b; {  or  f();  becomes: f(int a, char b) {  or  f(int, char); */
static void give_prototype(Program *program, const Declaration *declaration)
{
    const Function *function = declaration->function;
    bool defines = clang_isCursorDefinition(declaration->node->cursor);
    size_t open = lex_code(&program->tokens, lex_find(&program->tokens, declaration->name_at) + 1);
    size_t close = lex_closing(&program->tokens, program->text, open);
    Span old = defines ? old_parameters(program, function, close) : (Span){0, 0};

    if (close >= program->tokens.len) return;
    if (old.begin == old.end && lex_code(&program->tokens, open + 1) != close) return;
    replace(program, (Span){program->tokens.at[open].end, program->tokens.at[close].begin},
            parameters_text(program, function, defines));
    if (old.begin != old.end) replace(program, old, STR("\n"));
}

/* Nothing but storage classes before the name: the type is int. */
static bool has_implicit_int(const Program *program, const Declaration *declaration)
{
    size_t i = lex_find(&program->tokens, declaration->node->span.begin);

    for (; program->tokens.at[i].begin < declaration->name_at;
         i = lex_code(&program->tokens, i + 1))
        if (!token_is(program, i, "static") && !token_is(program, i, "extern") &&
            !token_is(program, i, "inline") && !token_is(program, i, "__inline__") &&
            !token_is(program, i, "__inline"))
            return false;
    return true;
}

static void mark_declarations(Program *program)
{
    uint32_t last = UINT32_MAX;

    for (size_t i = 0; i < program->declarations.len; i++) {
        const Declaration *declaration = &program->declarations.at[i];
        if (!declaration->function || declaration->function->plain) continue;
        uint32_t begin = declaration->node->span.begin;
        if (begin == declaration->name_at && !clang_isCursorDefinition(declaration->node->cursor) &&
            declaration->node->span.end - begin == declaration->function->name.len)
            continue; /* what clang declares at a call */
        if (begin != last)
            insert(
                program, begin, true,
                arena_printf(program->arena, "%.*s ", STR_ARG(word(program, "async", "_Async"))));
        if (begin != last && has_implicit_int(program, declaration))
            insert(program, declaration->name_at, true, STR("int "));
        last = begin;
        give_prototype(program, declaration);
    }
}

/* Functions that are called before they are declared are declared before that. */
static void declare_early(Program *program, const Node *top)
{
    for (size_t i = 0; i < program->functions.len; i++) {
        const Function *function = program->functions.entry[i].value;
        bool here =
            span_has(top->span, function->first_seen) && function->first_seen > top->span.begin;
        if (function->plain || !here || top->kind != CXCursor_FunctionDecl) continue;
        CXType result = clang_getCursorResultType(function->definition);
        bool is_static = clang_Cursor_getStorageClass(function->definition) == CX_SC_Static;
        insert(program, top->span.begin, true,
               arena_printf(program->arena, "%s%.*s %.*s %.*s(%.*s);\n", is_static ? "static " : "",
                            STR_ARG(word(program, "async", "_Async")),
                            STR_ARG(take_string(program->arena, clang_getTypeSpelling(result))),
                            STR_ARG(function->name),
                            STR_ARG(parameters_text(program, function, false))));
    }
}

/* ------------------------------------------------------------------ what is not evaluated */

static bool stands_behind(const Program *program, uint32_t at, const char *bracket)
{
    size_t token = lex_find(&program->tokens, at),
           before = lex_code_before(&program->tokens, token);

    return before < program->tokens.len && token_is(program, before, bracket);
}

/* typeof(node), _Alignof(node), __builtin_offsetof(..., node), __builtin_constant_p(node), ... */
static bool stands_in_unevaluated(const Program *program, uint32_t at)
{
    static const char *const words[] = {
        "typeof",        "__typeof__",        "__typeof",
        "typeof_unqual", "_Alignof",          "__alignof__",
        "__alignof",     "_Generic",          "__builtin_choose_expr",
        "offsetof",      "__builtin_offsetof"};
    size_t token = lex_find(&program->tokens, at);
    size_t open = lex_code_before(&program->tokens, token);

    if (open >= program->tokens.len || !token_is(program, open, "(")) return false;
    size_t name = lex_code_before(&program->tokens, open);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(program, name, words[i])) return true;
    return false;
}

static bool is_unevaluated_call(const Program *program, const Node *node)
{
    static const char *const names[] = {"__builtin_constant_p", "__builtin_object_size",
                                        "__builtin_dynamic_object_size", "__builtin_classify_type",
                                        "__builtin_has_attribute"};
    Str name = cursor_name(program->arena, node->cursor);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(name, names[i])) return true;
    return false;
}

/* The initializer is the only part of a declaration of which the values may be wrapped. */
static bool is_part_of_type(const Node *node, const Node *declaration)
{
    CXCursor initializer = clang_Cursor_getVarDeclInitializer(declaration->cursor);

    return !clang_equalCursors(initializer, node->cursor);
}

/* Whether no function of the program may be awaited in that child. */
static bool stays_as_it_is(const Program *program, const Node *parent, const Node *node)
{
    switch (parent->kind) {
    case CXCursor_UnaryExpr: /* sizeof and alignof */
    case CXCursor_GenericSelectionExpr:
    case CXCursor_GCCAsmStmt:
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_EnumDecl:
    case CXCursor_TypedefDecl:
    case CXCursor_FunctionDecl: return node->kind != CXCursor_CompoundStmt;
    case CXCursor_VarDecl: {
        enum CX_StorageClass storage = clang_Cursor_getStorageClass(parent->cursor);
        return storage == CX_SC_Static || storage == CX_SC_Extern ||
               stands_in_unevaluated(program, node->span.begin);
    }
    case CXCursor_CaseStmt: return node != parent->child[parent->children - 1];
    case CXCursor_CallExpr: return is_unevaluated_call(program, parent);
    default: return stands_in_unevaluated(program, node->span.begin);
    }
}

/* ------------------------------------------------------------------ suspensions */

static bool is_scalar(CXType type)
{
    type = clang_getCanonicalType(type);
    return (type.kind >= CXType_Bool && type.kind <= CXType_LongDouble) ||
           type.kind == CXType_Pointer || type.kind == CXType_Enum ||
           type.kind == CXType_Float128 || type.kind == CXType_Complex;
}

static bool is_name_of_value(const Node *node)
{
    return node->kind == CXCursor_DeclRefExpr || node->kind == CXCursor_MemberRefExpr ||
           node->kind == CXCursor_ArraySubscriptExpr || node_unary(node) == CXUnaryOperator_Deref;
}

/* Whether the value is read here: clang has a conversion around the name then. */
static bool is_read(const Node *node, const Node *parent)
{
    return parent->kind == CXCursor_UnexposedExpr && parent->children == 1 &&
           is_scalar(clang_getCursorType(parent->cursor)) &&
           parent->span.begin == node->span.begin && parent->span.end == node->span.end;
}

static bool is_variable(CXCursor reference)
{
    enum CXCursorKind kind = clang_getCursorKind(clang_getCursorReferenced(reference));
    return kind == CXCursor_VarDecl || kind == CXCursor_ParmDecl;
}

static bool is_constant(const Node *node)
{
    if (node->kind == CXCursor_CallExpr) return false;
    if (node->kind == CXCursor_DeclRefExpr && is_variable(node->cursor)) return false;
    if (node_unary(node) == CXUnaryOperator_AddrOf) return true;
    for (uint32_t i = 0; i < node->children; i++)
        if (!is_constant(node->child[i])) return false;
    return true;
}

static bool is_value(const Node *node, const Node *parent)
{
    if (!is_scalar(clang_getCursorType(node->cursor)) || is_constant(node)) return false;
    if (node->kind == CXCursor_MemberRefExpr &&
        clang_Cursor_isBitField(clang_getCursorReferenced(node->cursor)))
        return false;
    if (is_name_of_value(node)) return is_read(node, parent);
    switch (node->kind) {
    case CXCursor_UnaryOperator: {
        enum CXUnaryOperatorKind kind = node_unary(node);
        return kind == CXUnaryOperator_Minus || kind == CXUnaryOperator_Plus ||
               kind == CXUnaryOperator_Not || kind == CXUnaryOperator_LNot;
    }
    case CXCursor_BinaryOperator:
    case CXCursor_CallExpr:
    case CXCursor_CStyleCastExpr:
    case CXCursor_ConditionalOperator: return true;
    default: return false;
    }
}

static bool may_wrap(const Program *program, const Node *node, const Node *parent)
{
    if (!is_written(program, node) || !is_value(node, parent)) return false;
    if (parent->kind == CXCursor_VarDecl && is_part_of_type(node, parent)) return false;
    if (parent->kind == CXCursor_CompoundStmt) return false;
    /* [index] = of an initializer */
    return parent->kind != CXCursor_InitListExpr || !stands_behind(program, node->span.begin, "[");
}

static bool is_statement(const Node *node)
{
    return node->kind != CXCursor_CaseStmt && node->kind != CXCursor_DefaultStmt &&
           node->kind != CXCursor_LabelStmt && node->kind != CXCursor_NullStmt;
}

/* Not before the first case of a switch: nothing gets there. */
static bool may_precede(const Program *program, const Node *node, const Node *parent)
{
    return parent->kind == CXCursor_CompoundStmt && is_written(program, node) &&
           is_statement(node) && !(parent->parent && parent->parent->kind == CXCursor_SwitchStmt) &&
           !stands_behind(program, node->span.begin, "__extension__");
}

/* ------------------------------------------------------------------ the walk */

typedef struct Walk {
    Program *program;
    bool *done; /* by offset: calls that stand in the arguments of a macro come more than once */
    bool evaluated;
} Walk;

static void walk(Walk *w, Node *node);

static void walk_children(Walk *w, Node *node)
{
    bool evaluated = w->evaluated;

    for (uint32_t i = 0; i < node->children; i++) {
        w->evaluated = evaluated && !stays_as_it_is(w->program, node, node->child[i]);
        walk(w, node->child[i]);
    }
    w->evaluated = evaluated;
}

/* source: f(x). becomes: (await f(x)) */
static void walk_call(Walk *w, Node *node, const Function *callee, uint32_t name_at)
{
    Program *p = w->program;
    size_t name = lex_find(&p->tokens, name_at), open = lex_code(&p->tokens, name + 1);
    uint32_t begin = is_written(p, node) ? node->span.begin : name_at;

    while (token_is(p, open, ")")) open = lex_code(&p->tokens, open + 1);
    size_t close = lex_closing(&p->tokens, p->text, open);
    if (close >= p->tokens.len || w->done[name_at]) {
        walk_children(w, node);
        return;
    }
    w->done[name_at] = true;
    Around form = vary_call(p, is_written(p, node) ? node : NULL);
    Str spelled = lex_text(p->text, &p->tokens.at[name]),
        pointer = is_written(p, node) ? vary_name(p, callee, spelled) : spelled;
    insert(p, begin, true, form.before);
    if (pointer.at != spelled.at) replace(p, (Span){name_at, p->tokens.at[name].end}, pointer);
    walk_children(w, node);
    insert(p, p->tokens.at[close].end, false, form.after);
}

static void walk_inside(Walk *w, Node *node)
{
    uint32_t name_at;
    const Function *callee =
        node->kind == CXCursor_CallExpr ? callee_of(w->program, node, &name_at) : NULL;

    if (callee && !callee->plain && w->evaluated)
        walk_call(w, node, callee, name_at);
    else
        walk_children(w, node);
}

/* The end of a statement, its semicolon included. */
static uint32_t statement_end(const Program *p, const Node *node)
{
    size_t next = lex_find(&p->tokens, node->span.end);

    while (next < p->tokens.len && p->tokens.at[next].begin < node->span.end) next++;
    next = lex_code(&p->tokens, next);
    return token_is(p, next, ";") ? p->tokens.at[next].end : node->span.end;
}

static void walk(Walk *w, Node *node)
{
    Program *p = w->program;

    if (!w->evaluated) {
        walk_children(w, node);
    } else if (may_precede(p, node, node->parent) && draw(p, STATEMENTS) == 0) {
        Around form = vary_statement(p, node);
        insert(p, node->span.begin, true, form.before);
        walk_inside(w, node);
        insert(p, statement_end(p, node), false, form.after);
    } else if (may_wrap(p, node, node->parent) && draw(p, VALUES) == 0) {
        Around form = vary_value(p);
        insert(p, node->span.begin, true, form.before);
        walk_inside(w, node);
        insert(p, node->span.end, false, form.after);
    } else {
        walk_inside(w, node);
    }
}

void spread(Program *program)
{
    Walk w = {program, ARENA_ARRAY(program->arena, bool, program->text.len + 1), true};

    for (size_t i = 0; i < program->top.len; i++) declare_early(program, program->top.at[i]);
    mark_declarations(program);
    for (size_t i = 0; i < program->top.len; i++) {
        Node *node = program->top.at[i];
        Str name = cursor_name(program->arena, node->cursor);
        const Function *function =
            node->kind == CXCursor_FunctionDecl ? map_get(&program->functions, name) : NULL;
        if (!function || function->plain || function->tree != node) continue;
        walk_children(&w, node);
    }
}
