/*
 * colour.c - which functions become async: all that can, and that nothing plain calls.
 */
#include "convert.h"

/* ------------------------------------------------------------------ reasons */

typedef struct Word {
    const char *name, *reason;
} Word;

static const Word in_body[] = {
    {"setjmp", "setjmp"},
    {"_setjmp", "setjmp"},
    {"sigsetjmp", "setjmp"},
    {"__builtin_setjmp", "setjmp"},
    {"longjmp", "longjmp"},
    {"__builtin_longjmp", "longjmp"},
    {"alloca", "alloca"},
    {"__builtin_alloca", "alloca"},
    {"__builtin_alloca_with_align", "alloca"},
    {"__builtin_stack_save", "the address of its C frame"},
    {"__builtin_return_address", "the address of its C frame"},
    {"__builtin_frame_address", "the address of its C frame"},
    {"__builtin_extract_return_addr", "the address of its C frame"},
    {"__builtin_apply", "the address of its C frame"},
    {"__builtin_apply_args", "the address of its C frame"},
    {"__builtin_return", "the address of its C frame"},
    {"__builtin_unwind_init", "the address of its C frame"},
    {"__builtin_eh_return", "the address of its C frame"},
};

/* Attributes, and what the linker or libc calls by its name. */
static const Word in_head[] = {
    {"constructor", "an attribute"},
    {"__constructor__", "an attribute"},
    {"destructor", "an attribute"},
    {"__destructor__", "an attribute"},
    {"alias", "an attribute"},
    {"__alias__", "an attribute"},
    {"no_instrument_function", "an attribute"},
    {"naked", "an attribute"},
    {"ifunc", "an attribute"},
    {"pure", "an attribute"},
    {"__pure__", "an attribute"},
    {"__const__", "an attribute"},
    {"noreturn", "an attribute"},
    {"__noreturn__", "an attribute"},
    {"_Noreturn", "an attribute"},
};

static const char *const of_libc[] = {
    "abort",  "exit",    "malloc", "calloc",  "realloc", "free",   "memcpy", "memmove", "memset",
    "abs",    "labs",    "llabs",  "memcmp",  "strlen",  "strcpy", "strcmp", "strncmp", "strcat",
    "printf", "fprintf", "puts",   "putchar", "bcopy",   "bzero",  "memchr", "strchr",  "index",
    "sin",    "floor",   "floorf", "rintf",
};

static void stay_plain(Function *function, const char *reason, const Str *because)
{
    if (!function || function->plain) return;
    function->plain = reason;
    function->because = because;
}

static void look_for_words(Program *program, Function *function, Span span, const Word *words,
                           size_t count)
{
    for (size_t i = lex_find(&program->tokens, span.begin); i < program->tokens.len; i++) {
        const Token *token = &program->tokens.at[i];
        if (token->begin >= span.end) return;
        if (token->kind != TOKEN_IDENTIFIER) continue;
        for (size_t k = 0; k < count; k++)
            if (lex_is(program->text, token, words[k].name))
                stay_plain(function, words[k].reason, NULL);
    }
}

/* ------------------------------------------------------------------ definitions */

static uint32_t body_begin(const Node *definition)
{
    for (uint32_t i = 0; i < definition->children; i++)
        if (definition->child[i]->kind == CXCursor_CompoundStmt)
            return definition->child[i]->span.begin;
    return definition->span.end;
}

static void judge_definition(Program *program, Function *function)
{
    uint32_t body = body_begin(function->tree);
    Span head = {function->tree->span.begin, body}, rest = {body, function->tree->span.end};

    if (clang_Cursor_isVariadic(function->definition)) stay_plain(function, "variadic", NULL);
    if (!is_written(program, function->tree)) stay_plain(function, "written by a macro", NULL);
    for (size_t i = 0; i < sizeof of_libc / sizeof *of_libc; i++)
        if (str_is(function->name, of_libc[i])) stay_plain(function, "a function of libc", NULL);
    look_for_words(program, function, head, in_head, sizeof in_head / sizeof *in_head);
    look_for_words(program, function, rest, in_body, sizeof in_body / sizeof *in_body);
    function->parameters = (uint32_t)clang_Cursor_getNumArguments(function->definition);
}

static void add_definition(Program *program, Node *node)
{
    Str name = cursor_name(program->arena, node->cursor);
    Function *function = ARENA_NEW(program->arena, Function);

    *function = (Function){
        .name = name, .definition = node->cursor, .tree = node, .first_seen = node->span.begin};
    if (map_get(&program->functions, name)) return;
    map_put(&program->functions, name, function);
    judge_definition(program, function);
}

static enum CXChildVisitResult add_top(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Program *program = data;
    uint32_t at;

    (void)parent;
    if (clang_isPreprocessing(clang_getCursorKind(cursor)) ||
        !cursor_name_at(program->file, cursor, &at))
        return CXChildVisit_Continue;
    Node *node = node_tree(program->arena, program->file, cursor);
    if (!node->in_file) return CXChildVisit_Continue;
    VEC_PUSH(program->arena, &program->top, node);
    if (node->kind == CXCursor_FunctionDecl && clang_isCursorDefinition(cursor))
        add_definition(program, node);
    return CXChildVisit_Continue;
}

/* ------------------------------------------------------------------ declarations */

static void see(Function *function, uint32_t at)
{
    if (function && at < function->first_seen) function->first_seen = at;
}

static void add_declaration(Program *program, Node *node)
{
    Declaration declaration = {.node = node};

    if (node->kind != CXCursor_FunctionDecl && node->kind != CXCursor_VarDecl) return;
    if (!cursor_name_at(program->file, node->cursor, &declaration.name_at)) return;
    if (node->kind == CXCursor_FunctionDecl)
        declaration.function =
            map_get(&program->functions, cursor_name(program->arena, node->cursor));
    VEC_PUSH(program->arena, &program->declarations, declaration);
    if (!declaration.function) return;
    see(declaration.function, node->span.begin);
    size_t name = lex_find(&program->tokens, declaration.name_at);
    if (!is_written(program, node))
        stay_plain(declaration.function, "written by a macro", NULL);
    else if (!token_is(program, lex_code(&program->tokens, name + 1), "("))
        stay_plain(declaration.function, "a declarator that is not NAME(...)", NULL);
}

/* ------------------------------------------------------------------ uses */

static bool is_unwritten_call(const Program *program, uint32_t at, const Function *function)
{
    const Token *token = token_at(program, at);

    return !token || !str_eq(lex_text(program->text, token), function->name);
}

/* Counts a call as one of its function's, and any other use of its name as its address. */
static void add_call(Program *program, Function *caller, const Node *call)
{
    uint32_t at;
    Function *function = callee_of(program, call, &at);

    if (!function) return;
    if (!caller)
        stay_plain(function, "called outside of functions", NULL);
    else
        VEC_PUSH(program->arena, &caller->calls, function);
    see(function, call->span.begin);
    if (is_unwritten_call(program, at, function)) stay_plain(function, "called by a macro", NULL);
    if ((uint32_t)clang_Cursor_getNumArguments(call->cursor) != function->parameters)
        stay_plain(function, "called with another number of arguments", NULL);
    if (str_is(function->name, "main")) stay_plain(function, "main is called", NULL);
}

/* Whether something inside writes or calls. */
static bool has_effects(const Node *node)
{
    if (node->kind == CXCursor_CallExpr || node->kind == CXCursor_CompoundAssignOperator)
        return true;
    enum CXUnaryOperatorKind kind = node_unary(node);
    if (kind >= CXUnaryOperator_PostInc && kind <= CXUnaryOperator_PreDec) return true;
    for (uint32_t i = 0; i < node->children; i++)
        if (has_effects(node->child[i])) return true;
    return node_is_assignment(node);
}

/* Calls in operands of asm cannot be awaited. */
static void keep_calls_plain(const Program *program, const Node *node)
{
    uint32_t at;

    if (node->kind == CXCursor_CallExpr)
        stay_plain(callee_of(program, node, &at), "called in an asm statement", NULL);
    for (uint32_t i = 0; i < node->children; i++) keep_calls_plain(program, node->child[i]);
}

static void add_uses(Program *program, Function *caller, Node *node, const Node *callee)
{
    add_declaration(program, node);
    if (node->kind == CXCursor_GCCAsmStmt) keep_calls_plain(program, node);
    if (node->kind == CXCursor_ParmDecl && has_effects(node))
        stay_plain(caller, "a parameter's type has side effects", NULL);
    if (node->kind == CXCursor_CallExpr) {
        add_call(program, caller, node);
        callee = called_name(node);
    } else if (node->kind == CXCursor_DeclRefExpr && node != callee) {
        stay_plain(function_of(program, node->cursor), "its address is taken", NULL);
    } else if (caller && node->kind == CXCursor_IndirectGotoStmt) {
        stay_plain(caller, "computed goto", NULL);
    } else if (caller && node->kind == CXCursor_GCCAsmStmt &&
               token_is(program, lex_find(&program->tokens, node->span.begin) + 1, "goto")) {
        stay_plain(caller, "asm goto", NULL);
    }
    for (uint32_t i = 0; i < node->children; i++) add_uses(program, caller, node->child[i], callee);
}

/* ------------------------------------------------------------------ the colour of all */

/* What a plain function calls is plain. True when something changed. */
static bool pass_on_to_callees(Program *program)
{
    bool changed = false;

    for (size_t i = 0; i < program->functions.len; i++) {
        Function *caller = program->functions.entry[i].value;
        for (size_t k = 0; caller->plain && k < caller->calls.len; k++) {
            if (caller->calls.at[k]->plain) continue;
            stay_plain(caller->calls.at[k], "called by a plain function:", &caller->name);
            changed = true;
        }
    }
    return changed;
}

/* `int f(void), g(void), x;` is async for all or for none. */
static bool pass_on_to_neighbours(Program *program)
{
    bool changed = false;

    for (size_t i = 0; i + 1 < program->declarations.len; i++) {
        const Declaration *a = &program->declarations.at[i], *b = a + 1;
        if (a->node->span.begin != b->node->span.begin) continue;
        bool plain_a = !a->function || a->function->plain;
        bool plain_b = !b->function || b->function->plain;
        if (plain_a == plain_b) continue;
        stay_plain(plain_a ? b->function : a->function, "declared beside something plain", NULL);
        changed = true;
    }
    return changed;
}

void colour(Program *program)
{
    clang_visitChildren(clang_getTranslationUnitCursor(program->unit), add_top, program);
    for (size_t i = 0; i < program->top.len; i++) {
        Node *node = program->top.at[i];
        Function *caller = NULL;
        if (node->kind == CXCursor_FunctionDecl && clang_isCursorDefinition(node->cursor))
            caller = map_get(&program->functions, cursor_name(program->arena, node->cursor));
        add_uses(program, caller, node, NULL);
    }
    while (pass_on_to_callees(program) || pass_on_to_neighbours(program)) continue;
}
