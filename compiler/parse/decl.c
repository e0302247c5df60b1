/*
 * decl.c - declarations inside functions.
 */
#include "parser.h"

static bool is_automatic(const Node *node)
{
    enum CX_StorageClass storage = clang_Cursor_getStorageClass(node->cursor);

    return node->kind == CXCursor_VarDecl && storage != CX_SC_Static && storage != CX_SC_Extern &&
           clang_getCursorTLSKind(node->cursor) == CXTLS_None;
}

/* ------------------------------------------------------------------ the text of a declarator */

static bool is_declarator_token(const Parser *p, size_t i)
{
    static const char *const words[] = {"*",        "(",       "const",      "volatile",
                                        "restrict", "__const", "__restrict", "__restrict__",
                                        "_Atomic",  "^"};

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (token_is(p, i, words[k])) return true;
    return false;
}

/* Back from the name over stars, parentheses, and the qualifiers between them. */
static uint32_t declarator_begin(const Parser *p, uint32_t name_at)
{
    uint32_t begin = name_at;

    for (size_t i = code_before(p, name_at); i < p->tokens.len && is_declarator_token(p, i);
         i = code_before(p, p->tokens.at[i].begin))
        if (token_is(p, i, "*") || token_is(p, i, "(") || token_is(p, i, "^"))
            begin = p->tokens.at[i].begin;
    return begin;
}

/* Where the declarator's text ends: before a comma or semicolon that stands in no bracket. */
static uint32_t declarator_end(const Parser *p, uint32_t begin)
{
    uint32_t end = begin;

    for (size_t i = code_at(p, begin); i < p->tokens.len; i = code_at(p, end)) {
        if (token_is(p, i, ",") || token_is(p, i, ";") || token_is(p, i, ")")) break;
        if (token_is(p, i, "(") || token_is(p, i, "[") || token_is(p, i, "{"))
            i = lex_closing(&p->tokens, p->unit->source.text, i);
        if (i >= p->tokens.len) break;
        end = p->tokens.at[i].end;
    }
    return end;
}

Span declarator_span(const Parser *p, uint32_t name_at)
{
    uint32_t begin = declarator_begin(p, name_at);

    return (Span){begin, declarator_end(p, begin)};
}

/* ------------------------------------------------------------------ declarators */

static Node *initializer_of(Node *node)
{
    CXCursor init = clang_Cursor_getVarDeclInitializer(node->cursor);

    if (node->kind != CXCursor_VarDecl || clang_Cursor_isNull(init)) return NULL;
    for (uint32_t i = node->children; i > 0; i--)
        if (clang_equalCursors(node->child[i - 1]->cursor, init)) return node->child[i - 1];
    return NULL;
}

/* The word in the specifiers of a declaration in a block; what hides it is expanded. */
static bool find_constexpr(Parser *p, const Node *declaration, uint32_t name_at, uint32_t *at)
{
    for (size_t i = code_at(p, declaration->span.begin); i < p->tokens.len; i++) {
        const Token *token = &p->tokens.at[i];
        if (token->begin >= name_at || token_is(p, i, "=")) return false;
        *at = token->begin;
        if (lex_is(p->unit->source.text, token, "constexpr")) return true;
        const MacroCall *call = macros_call(&p->macros, token->begin);
        if (!call) continue;
        Str body = macro_definition(p->arena, p->clang, call->definition);
        Tokens tokens = lex_all(p->arena, body);
        for (size_t k = 1; k < tokens.len; k++)
            if (lex_is(body, &tokens.at[k], "constexpr")) parser_expand(p, token->begin);
    }
    return false;
}

/*
 * source: constexpr int n = 4; becomes: static constexpr int n = 4; which is a constant still, at
 * the same address on both sides of a suspension. (In the head of a loop it is a local.)
 */
static bool becomes_static(Body *b, const Node *node, uint32_t name_at)
{
    Parser *p = b->parser;
    uint32_t at;

    if (b->function->colour == COLOUR_PLAIN || !has_suspension(p, b->scope->span)) return false;
    if (!node->parent->parent || node->parent->parent->kind == CXCursor_ForStmt) return false;
    if (!find_constexpr(p, node->parent, name_at, &at)) return false;
    VEC_PUSH(p->arena, &b->function->renames, (Rename){{at, at}, STR("static "), NULL});
    return true;
}

static Declarator parse_declarator(Body *b, Node *node)
{
    Parser *p = b->parser;
    Declarator declarator = {0};
    uint32_t name_at = node->span.begin;
    Node *init = initializer_of(node);

    cursor_name_at(p->file, node->cursor, &name_at);
    parser_expand(p, name_at); /* a name in a macro call: the declaration is made by it */
    declarator.span = declarator_span(p, name_at);
    if (vla_is_kept(b, node)) {
        vla_sizes(b, node, &declarator.sizes);
        declarator.is_gone = node->kind == CXCursor_TypedefDecl &&
                             (vla_is_declared(node) || scoped_is_apart(p, node->cursor));
    }
    for (size_t i = 0; i < declarator.sizes.len; i++) local_place(b, declarator.sizes.at[i].local);
    if (is_automatic(node) && !becomes_static(b, node, name_at))
        declarator.local = local_add(b, node);
    refs_declarator(b, node);
    if (!init) return declarator;
    declarator.init = init->span;
    declarator.braces = node_strip(init)->kind == CXCursor_InitListExpr;
    declarator.init_expr = parse_expr(b, init);
    return declarator;
}

static bool is_declarator(const Node *node)
{
    return node->kind == CXCursor_VarDecl || node->kind == CXCursor_TypedefDecl ||
           node->kind == CXCursor_FunctionDecl;
}

static bool defines_type(const Node *node)
{
    switch (node->kind) {
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_EnumDecl: return clang_isCursorDefinition(node->cursor);
    default: return false;
    }
}

static void add_parts(Body *b, Stmt *stmt, Node *node)
{
    for (uint32_t i = 0; i < node->children; i++) {
        Node *child = node->child[i];
        stmt->decl.defines_type |= defines_type(child);
        if (!is_declarator(child)) {
            refs_opaque(b, child);
            continue;
        }
        stmt->decl.is_variable |= vla_is_declared(child);
        Declarator *added = &stmt->decl.declarator[stmt->decl.declarators++];
        *added = parse_declarator(b, child);
        if (added->init_expr) stmt->suspends |= added->init_expr->suspends;
        for (size_t k = 0; k < added->sizes.len; k++)
            stmt->suspends |= added->sizes.at[k].expr->suspends;
    }
}

static bool is_static_assert(const Node *node)
{
    return node->children == 1 && node->child[0]->kind == CXCursor_StaticAssert;
}

Stmt *parse_decl(Body *b, Node *node)
{
    Parser *p = b->parser;
    Stmt *stmt = stmt_new(b, is_static_assert(node) ? STMT_OTHER : STMT_DECL, node);

    stmt->span.end = past_semicolon(p, stmt->span.end);
    if (stmt->kind == STMT_OTHER) {
        refs_opaque(b, node);
        return stmt;
    }
    stmt->decl.declarator = ARENA_ARRAY(p->arena, Declarator, node->children + 1);
    add_parts(b, stmt, node);
    uint32_t specifiers_end =
        stmt->decl.declarators ? stmt->decl.declarator[0].span.begin : stmt->span.end - 1;
    stmt->decl.specifiers = span_trim(p, (Span){stmt->span.begin, specifiers_end});
    return stmt;
}
