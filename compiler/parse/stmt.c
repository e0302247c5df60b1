/*
 * stmt.c - statements.
 */
#include "parser.h"

typedef Stmt *StmtParser(Body *b, Node *node);

Stmt *stmt_new(Body *b, StmtKind kind, Node *node)
{
    Stmt *stmt = ARENA_NEW(b->parser->arena, Stmt);

    stmt->kind = kind;
    stmt->span = node->span;
    stmt->scope = b->scope;
    stmt->is_simple = stmt_is_simple(b->parser, node);
    return stmt;
}

static Stmt *with_semicolon(Body *b, Stmt *stmt)
{
    stmt->span.end = past_semicolon(b->parser, stmt->span.end);
    return stmt;
}

/* ------------------------------------------------------------------ blocks */

static bool stands_for_pragmas(const Parser *p, const MacroCall *call)
{
    if (!call || clang_Cursor_isNull(call->definition)) return false;
    Str text = macro_definition(p->arena, p->clang, call->definition);
    return strstr(arena_copy(p->arena, text).at, "_Pragma") != NULL;
}

/*
 * Where a _Pragma("..."), or a macro that stands for some, ends that begins at `at`; 0: none does. One
 * around the statement at `begin` has to be in the text.
 */
static uint32_t pragma_end(Parser *p, uint32_t at, uint32_t begin)
{
    const MacroCall *call = macros_call(&p->macros, at);
    size_t i = code_at(p, at);

    if (stands_for_pragmas(p, call)) {
        if (call->span.end > begin) parser_expand(p, at);
        return call->span.end <= begin ? call->span.end : 0;
    }
    if (i >= p->tokens.len || !token_is(p, i, "_Pragma") || !token_is(p, i + 1, "(")) return 0;
    return inside_brackets(p, i + 1).end + 1;
}

/* Pragmas between statements are text between them. */
static size_t behind_pragmas(Parser *p, uint32_t at, uint32_t begin)
{
    size_t i = code_at(p, at);

    while (i < p->tokens.len) {
        uint32_t end = pragma_end(p, p->tokens.at[i].begin, begin);
        if (!end) break;
        i = code_at(p, end);
    }
    return i;
}

/* The first token behind `end`: attributes stand before what clang says is a statement's begin. */
static uint32_t begin_behind(Parser *p, uint32_t end, uint32_t begin)
{
    size_t i = behind_pragmas(p, end, begin);

    return i < p->tokens.len && p->tokens.at[i].begin < begin ? p->tokens.at[i].begin : begin;
}

/* Two statements out of one macro call overlap: the call has to be in the text. */
static void check_overlap(Parser *p, const Node *item, uint32_t end)
{
    if (item->span.begin < end) parser_expand(p, item->span.begin);
}

Stmt *parse_compound(Body *b, Node *node)
{
    Parser *p = b->parser;
    Stmt *stmt = stmt_new(b, STMT_COMPOUND, node);
    uint32_t end = node->span.begin + 1;

    stmt->compound.inner = scope_open(b, node->span);
    stmt->compound.item = ARENA_ARRAY(p->arena, Stmt *, node->children + 1);
    for (uint32_t i = 0; i < node->children; i++) {
        check_overlap(p, node->child[i], end);
        Stmt *item = parse_stmt(b, node->child[i]);
        item->span.begin = begin_behind(p, end, item->span.begin);
        if (item->kind == STMT_DECL) item->decl.specifiers.begin = item->span.begin;
        end = item->span.end;
        stmt->suspends |= item->suspends;
        stmt->compound.item[stmt->compound.items++] = item;
    }
    scope_close(b);
    return stmt;
}

/* ------------------------------------------------------------------ labels */

/* The span from `begin` to the first colon at or behind `from`. */
static Span to_colon(const Parser *p, uint32_t begin, uint32_t from)
{
    size_t i = code_at(p, from);

    while (i < p->tokens.len && !token_is(p, i, ":")) i = code_at(p, p->tokens.at[i].end);
    return (Span){begin, i < p->tokens.len ? p->tokens.at[i].end : from};
}

/* What a label stands before. NULL where clang made up an empty statement for a closing brace. */
static Stmt *parse_labelled(Body *b, Stmt *stmt, Node *node)
{
    if (node->kind == CXCursor_NullStmt &&
        !token_is(b->parser, code_at(b->parser, node->span.begin), ";"))
        return NULL;
    Stmt *inner = parse_stmt(b, node);
    stmt->suspends = inner->suspends;
    stmt->span.end = inner->span.end;
    return inner;
}

static Stmt *parse_case(Body *b, Node *node)
{
    Parser *p = b->parser;
    Stmt *stmt = stmt_new(b, STMT_CASE, node);
    Node *last = node->children ? node->child[node->children - 1] : NULL;
    uint32_t from = node->span.begin;

    stmt->case_.is_default = node->kind == CXCursor_DefaultStmt;
    if (!stmt->case_.is_default && node->children > 1)
        from = node->child[node->children - 2]->span.end;
    stmt->case_.label = to_colon(p, node->span.begin, from);
    stmt->span.end = stmt->case_.label.end;
    if (last && last->span.begin >= stmt->case_.label.end)
        stmt->case_.stmt = parse_labelled(b, stmt, last);
    return stmt;
}

/* `name: __attribute__((unused))`: of the label, in C always. */
static uint32_t behind_attributes(const Parser *p, uint32_t end)
{
    for (;;) {
        size_t word = code_at(p, end), open = 0;
        if (token_is(p, word, "__attribute__") || token_is(p, word, "__attribute"))
            open = code_at(p, p->tokens.at[word].end);
        if (!open || !token_is(p, open, "(")) return end;
        size_t close = lex_closing(&p->tokens, p->unit->source.text, open);
        if (close >= p->tokens.len) return end;
        end = p->tokens.at[close].end;
    }
}

static Stmt *parse_label(Body *b, Node *node)
{
    Parser *p = b->parser;
    Stmt *stmt = stmt_new(b, STMT_LABEL, node);
    Node *last = node->children ? node->child[node->children - 1] : NULL;

    stmt->label.name = cursor_name(p->arena, node->cursor);
    stmt->label.label = to_colon(p, node->span.begin, node->span.begin);
    stmt->label.label.end = behind_attributes(p, stmt->label.label.end);
    stmt->span.end = stmt->label.label.end;
    if (last && (node_is_expr(last) || node_is_stmt(last)) &&
        last->span.begin >= stmt->label.label.end)
        stmt->label.stmt = parse_labelled(b, stmt, last);
    return stmt;
}

/* ------------------------------------------------------------------ jumps */

static Stmt *parse_goto(Body *b, Node *node)
{
    Stmt *stmt = with_semicolon(b, stmt_new(b, STMT_GOTO, node));

    if (node->children) stmt->goto_.name = cursor_name(b->parser->arena, node->child[0]->cursor);
    return stmt;
}

static Stmt *parse_return(Body *b, Node *node)
{
    Stmt *stmt = with_semicolon(b, stmt_new(b, STMT_RETURN, node));

    if (node->children == 0) return stmt;
    stmt->return_.value = parse_expr(b, node->child[0]);
    stmt->suspends = stmt->return_.value->suspends;
    return stmt;
}

static Stmt *parse_break(Body *b, Node *node)
{
    return with_semicolon(b, stmt_new(b, STMT_BREAK, node));
}

static Stmt *parse_continue(Body *b, Node *node)
{
    return with_semicolon(b, stmt_new(b, STMT_CONTINUE, node));
}

/* ------------------------------------------------------------------ the rest */

static Stmt *parse_null(Body *b, Node *node) { return stmt_new(b, STMT_NULL, node); }

/* An empty statement with an attribute can only be one thing. */
static Stmt *new_other(Body *b, Node *node)
{
    Stmt *stmt = stmt_new(b, STMT_OTHER, node);

    stmt->other.falls_through = node->kind == CXCursor_UnexposedStmt && node->children &&
                                node->child[node->children - 1]->kind == CXCursor_NullStmt;
    return stmt;
}

static Stmt *parse_other(Body *b, Node *node)
{
    if (has_suspension(b->parser, node->span))
        error_at(b->parser, node->span,
                 "not yet supported: a suspension in this kind of statement");
    refs_opaque(b, node);
    return with_semicolon(b, new_other(b, node));
}

static Stmt *parse_expr_stmt(Body *b, Node *node)
{
    Stmt *stmt = with_semicolon(b, stmt_new(b, STMT_EXPR, node));

    stmt->expr.expr = parse_expr(b, node);
    stmt->suspends = stmt->expr.expr->suspends;
    return stmt;
}

/* Out of a macro body: whole and harmless, or to be expanded. */
static Stmt *parse_hidden(Body *b, Node *node)
{
    uint32_t macro;

    if (crosses_macro(b->parser, node->span, &macro) || !stmt_is_simple(b->parser, node) ||
        node->span.end != macros_call(&b->parser->macros, node->span.begin)->span.end) {
        parser_expand(b->parser, node->span.begin);
        return new_other(b, node);
    }
    return parse_other(b, node);
}

static StmtParser *parser_for(const Node *node)
{
    switch (node->kind) {
    case CXCursor_CompoundStmt: return parse_compound;
    case CXCursor_DeclStmt: return parse_decl;
    case CXCursor_NullStmt: return parse_null;
    case CXCursor_IfStmt: return parse_if;
    case CXCursor_WhileStmt: return parse_while;
    case CXCursor_DoStmt: return parse_do;
    case CXCursor_ForStmt: return parse_for;
    case CXCursor_SwitchStmt: return parse_switch;
    case CXCursor_CaseStmt:
    case CXCursor_DefaultStmt: return parse_case;
    case CXCursor_LabelStmt: return parse_label;
    case CXCursor_GotoStmt: return parse_goto;
    case CXCursor_BreakStmt: return parse_break;
    case CXCursor_ContinueStmt: return parse_continue;
    case CXCursor_ReturnStmt: return parse_return;
    default: return node_is_expr(node) ? parse_expr_stmt : parse_other;
    }
}

static Stmt *parse_word(Body *b, Node *node, const Word *word)
{
    switch (word->info->kind) {
    case WORD_DEFER: return node->kind == CXCursor_IfStmt ? parse_defer(b, node) : NULL;
    case WORD_FOR: return node->kind == CXCursor_ForStmt ? parse_async_for(b, node, word) : NULL;
    case WORD_GROUP: return node->kind == CXCursor_ForStmt ? parse_group(b, node, word) : NULL;
    case WORD_TIMEOUT: return node->kind == CXCursor_ForStmt ? parse_timeout(b, node, word) : NULL;
    default: return NULL;
    }
}

Stmt *parse_stmt(Body *b, Node *node)
{
    Word *word = word_at(b->parser, node->span.begin);
    Stmt *stmt = word ? parse_word(b, node, word) : NULL;

    if (stmt) return stmt;
    if (!node->in_file && !parser_in_doubt(b->parser))
        error_at(b->parser, b->function->head,
                 "not yet supported: a statement of this function stands in another file");
    bool whole = !node_is_expr(node) && node->kind != CXCursor_DeclStmt;
    if (whole && from_body(b->parser, node->span.begin)) return parse_hidden(b, node);
    return parser_for(node)(b, node);
}
