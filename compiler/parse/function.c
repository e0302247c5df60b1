/*
 * function.c - the functions that are rewritten.
 */
#include "parser.h"

static Node *body_of(Node *node)
{
    Node *last = node->children ? node->child[node->children - 1] : NULL;

    for (uint32_t i = node->children; i > 0; i--)
        if (node->child[i - 1]->kind == CXCursor_CompoundStmt) return node->child[i - 1];
    return last && last->kind == CXCursor_CompoundStmt ? last : NULL;
}

/* C23 attributes stand before what clang says is the declaration's begin. */
static uint32_t head_begin(const Parser *p, uint32_t begin)
{
    for (size_t i = code_before(p, begin); token_is(p, i, "]"); i = code_before(p, begin)) {
        size_t depth = 0;
        do {
            if (token_is(p, i, "]")) depth++;
            if (token_is(p, i, "[")) depth--;
            if (depth) i = code_before(p, p->tokens.at[i].begin);
        } while (depth && i < p->tokens.len);
        if (i >= p->tokens.len) break;
        begin = p->tokens.at[i].begin;
    }
    return begin;
}

/* The words in the head: a prototype for a plain compiler does without them. */
static void add_dialect_words(Parser *p, Function *function)
{
    size_t first = macros_first_word(&p->macros, function->head.begin), last = first;

    while (last < p->macros.words.len && p->macros.words.at[last].span.begin < function->head.end)
        last++;
    function->dialect_words = ARENA_ARRAY(p->arena, Span, last - first + 1);
    for (size_t i = first; i < last; i++)
        function->dialect_words[function->dialect_word_count++] = p->macros.words.at[i].span;
}

static void read_head(Parser *p, Function *function, Node *node, Node *body)
{
    CXCursor cursor = node->cursor;
    Marks marks = marks_of(cursor);

    function->name = cursor_name(p->arena, cursor);
    function->colour = marks.colour;
    function->span = (Span){head_begin(p, node->span.begin), node->span.end};
    function->body = body->span;
    function->head = span_trim(p, (Span){function->span.begin, body->span.begin});
    cursor_name_at(p->file, cursor, &function->name_at);
    function->result = parse_type(p, clang_getCursorResultType(cursor));
    if (marks.yields.kind != CXType_Invalid) function->yields = parse_type(p, marks.yields);
    function->receives =
        marks.receives.kind != CXType_Invalid ? parse_type(p, marks.receives) : function->yields;
    function->is_static = clang_getCursorLinkage(cursor) == CXLinkage_Internal;
    function->is_inline = clang_Cursor_isFunctionInlined(cursor);
    function->is_main = str_is(function->name, "main");
    add_dialect_words(p, function);
}

/* Behind the parameters, which come first. */
static void add_sizes(Body *b, const Sizes *sizes)
{
    for (size_t i = 0; i < sizes->len; i++) local_place(b, sizes->at[i].local);
}

/* Not one of the function that is returned a pointer to. */
static bool is_parameter(const Node *node, CXCursor child)
{
    int count = clang_Cursor_getNumArguments(node->cursor);

    for (int i = 0; i < count; i++)
        if (clang_equalCursors(clang_Cursor_getArgument(node->cursor, (unsigned)i), child))
            return true;
    return false;
}

/* Of a definition, the frame keeps those too that have no name: clang says where it would stand. */
static void name_parameter(Parser *p, Function *function, Local *parameter)
{
    Span at = {parameter->declared, parameter->declared};

    parameter->name = names_fresh(&p->names, STR("unnamed"));
    map_put(&p->unit->identifiers, parameter->name, p->unit);
    Str text = arena_printf(p->arena, " %.*s", STR_ARG(parameter->name));
    VEC_PUSH(p->arena, &function->renames, (Rename){at, text, NULL});
}

/* `int a[n++]`: ramp and start function would both do it. */
static void check_sizes(Parser *p, const Node *parameter)
{
    for (uint32_t i = 0; i < parameter->children; i++) {
        Node *size = parameter->child[i];
        Expr expr = {.kind = EXPR_PLAIN};
        if (!node_is_expr(size)) continue;
        expr_flags(p, size, &expr);
        if (expr.has_effects && !clang_isVolatileQualifiedType(node_canonical(size)))
            error_at(p, size->span, "not yet supported: a side effect in the type of a parameter");
    }
}

static void add_parameters(Body *b, Node *node)
{
    for (uint32_t i = 0; i < node->children; i++) {
        if (!is_parameter(node, node->child[i]->cursor)) continue;
        if (vla_is_kept(b, node->child[i]))
            vla_sizes(b, node->child[i], &b->function->parameter_sizes);
        check_sizes(b->parser, node->child[i]);
        Local *parameter = local_add(b, node->child[i]);
        refs_declarator(b, node->child[i]);
        b->function->parameters++;
        if (parameter->name.len == 0) name_parameter(b->parser, b->function, parameter);
    }
}

/* Types declared inside the function: a spelling that names one is looked at more closely. */
static void note_local_types(Parser *p, Node *node)
{
    if (node->kind == CXCursor_TypedefDecl || node->kind == CXCursor_StructDecl ||
        node->kind == CXCursor_UnionDecl || node->kind == CXCursor_EnumDecl)
        map_put(&p->local_types, cursor_name(p->arena, node->cursor), node);
    for (uint32_t i = 0; i < node->children; i++) note_local_types(p, node->child[i]);
}

/* STATIC int f(void): a macro for specifiers or attributes alone may begin the head as it stands. */
static bool begins_in_macro(const Parser *p, const Node *node)
{
    const MacroCall *call = macros_call(&p->macros, node->span.begin);
    uint32_t name_at = node->span.begin;

    cursor_name_at(p->file, node->cursor, &name_at);
    return call && call->span.end > name_at;
}

Function *parse_function(Parser *p, Node *node)
{
    Node *body = body_of(node);

    if (!body || !node->in_file) return NULL;
    Colour colour = marks_of(node->cursor).colour;
    words_activate(p, node, colour);
    if (colour == COLOUR_PLAIN && !has_active(p, node->span)) return NULL;
    if (begins_in_macro(p, node) || from_body(p, body->span.begin)) {
        parser_expand(p, node->span.begin);
        parser_expand(p, body->span.begin);
        return NULL;
    }
    if (digraphs_note(p, node->span) || expand_parts(p, body->span)) return NULL;
    jumps_activate(p, body);
    Function *function = ARENA_NEW(p->arena, Function);
    Body b = {.parser = p, .function = function};
    note_local_types(p, body);
    if (has_suspension(p, body->span)) addresses_note(&b, body);
    read_head(p, function, node, body);
    p->layers = NULL;
    p->function_begin = function->span.begin;
    scoped_open(p, function, body);
    scope_open(&b, function->span);
    add_parameters(&b, node);
    add_sizes(&b, &function->parameter_sizes);
    function->block = parse_compound(&b, body);
    function->suspends = function->block->suspends;
    refs_finish(&b);
    scoped_close(p, function);
    expand_telling(&b);
    return function;
}
