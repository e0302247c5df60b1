/*
 * start.c - start expressions: CALL, *HANDLE, LVALUE = P, and the forms that are awaited.
 */
#include "parser.h"

static Start *start_new(Body *b, StartKind kind, Node *node)
{
    Start *start = ARENA_NEW(b->parser->arena, Start);

    start->kind = kind;
    start->span = expr_span(b, node);
    start->type = parse_type(b->parser, clang_getCursorType(node->cursor));
    return start;
}

/* ------------------------------------------------------------------ calls */

/* struct NAME__frame of an operation; false when it is not in sight. */
static bool find_frame(Parser *p, Call *call)
{
    Str name = arena_printf(p->arena, "%.*s__frame", STR_ARG(call->name));
    CXCursor *frame = map_get(&p->frames, name);

    if (!frame) return false;
    CXType type = clang_getCursorType(*frame);
    call->frame_size = (uint64_t)clang_Type_getSizeOf(type);
    call->frame_align = (uint64_t)clang_Type_getAlignOf(type);
    return true;
}

/* The function's type, pointers taken off. */
static CXType function_type(Node *callee)
{
    CXType type = clang_getCursorType(callee->cursor);

    if (node_canonical(callee).kind != CXType_Pointer) return type;
    CXType pointee = clang_getPointeeType(type);
    return pointee.kind != CXType_Invalid ? pointee : clang_getPointeeType(node_canonical(callee));
}

static void name_callee(Body *b, Call *call, Node *callee)
{
    Parser *p = b->parser;
    CXCursor target = clang_getCursorReferenced(callee->cursor);

    if (callee->kind != CXCursor_DeclRefExpr ||
        clang_getCursorKind(target) != CXCursor_FunctionDecl)
        return;
    call->name = cursor_name(p->arena, target);
    if (marks_of(target).is_operation) call->is_operation = find_frame(p, call);
}

static void parameter_types(Parser *p, Call *call, CXType function)
{
    CXType canonical = clang_getCanonicalType(function);
    int count = clang_getNumArgTypes(canonical);

    if (count <= 0) return;
    call->parameters = (uint32_t)count;
    call->parameter = ARENA_ARRAY(p->arena, const Type *, call->parameters);
    for (uint32_t i = 0; i < call->parameters; i++)
        call->parameter[i] = parse_type(p, clang_getArgType(function, i));
}

Call *parse_call(Body *b, Node *node)
{
    Parser *p = b->parser;
    Call *call = ARENA_NEW(p->arena, Call);
    Node *callee = node_strip(node->child[0]);

    call->span = expr_span(b, node);
    if (from_body(p, call->span.begin)) parser_expand(p, call->span.begin);
    call->callee = parse_expr(b, node->child[0]);
    name_callee(b, call, callee);
    call->type = parse_type(p, function_type(callee));
    if (call->type->colour == COLOUR_PLAIN) parameter_types(p, call, function_type(callee));
    call->result = parse_type(p, clang_getCursorType(node->cursor));
    call->colour = marks_of_callee(callee).colour;
    call->arguments = node->children - 1;
    call->argument = ARENA_ARRAY(p->arena, Expr *, node->children);
    for (uint32_t i = 0; i < call->arguments; i++)
        call->argument[i] = parse_expr(b, node->child[i + 1]);
    size_t open = code_at(p, call->callee->span.end);
    if (token_is(p, open, "(")) call->parens = inside_brackets(p, open);
    VEC_PUSH(p->arena, &p->calls, call);
    return call;
}

static Start *start_call(Body *b, Node *node)
{
    Start *start = start_new(b, START_CALL, node);

    start->call = parse_call(b, node);
    start->type = start->call->result;
    return start;
}

/* ------------------------------------------------------------------ the others */

static Start *start_handle(Body *b, Node *node)
{
    Start *start = start_new(b, START_HANDLE, node);

    start->handle = parse_expr(b, node->child[0]);
    start->handle_kind = start->handle->type->handle;
    return start;
}

static Start *start_assign(Body *b, Node *node)
{
    Start *start = start_new(b, START_ASSIGN, node);

    start->target = parse_expr_use(b, node->child[0], ACCESS_UPDATE);
    start->inner = parse_start(b, node->child[1]);
    start->type = start->target->type;
    return start;
}

static Start *start_yield(Body *b, Node *node)
{
    Start *start = start_new(b, START_YIELD, node);

    start->handle = parse_expr(b, node);
    start->type = start->handle->type;
    return start;
}

/* Whether an expression begins with a yield, or is one by way of async_receive. */
static bool is_yield(const Body *b, const Node *node)
{
    const Word *word = word_at(b->parser, expr_span(b, node).begin);

    return word && (word->info->kind == WORD_YIELD || word->info->kind == WORD_YIELD_FROM ||
                    word->info->kind == WORD_RECEIVE);
}

static bool is_dereference(const Body *b, const Node *node)
{
    return node_unary(node) == CXUnaryOperator_Deref &&
           token_is(b->parser, code_at(b->parser, node->span.begin), "*");
}

Start *parse_start(Body *b, Node *node)
{
    for (;;) {
        node = node_explicit(node);
        Span span = expr_span(b, node);
        Word *word = word_at(b->parser, span.begin);
        if (is_yield(b, node)) return start_yield(b, node);
        if (word && word->info->kind == WORD_FORM && word->span.end == span.end)
            return parse_form(b, node, word);
        if (from_body(b->parser, span.begin)) parser_expand(b->parser, span.begin);
        if (node->kind != CXCursor_ParenExpr || node->children != 1) break;
        node = node->child[0];
    }
    if (node->kind == CXCursor_CallExpr && node->children) return start_call(b, node);
    if (node_is_assignment(node)) return start_assign(b, node);
    if (is_dereference(b, node)) return start_handle(b, node);
    if (!parser_in_doubt(b->parser))
        error_at(b->parser, node->span,
                 "this is nothing to be started: "
                 "an async call, '*handle' or 'lvalue = ...' is expected");
    Start *nothing = start_new(b, START_HANDLE, node);
    nothing->handle = parse_expr(b, node);
    return nothing;
}
