/*
 * expr.c - expressions in which something suspends, taken apart; all others are spans.
 */
#include "parser.h"

/* What is done with an expression: see refs_use. */
typedef struct Use {
    Access access;
    bool part;
} Use;

static const Use value = {ACCESS_READ, false};

typedef Expr *ExprParser(Body *b, Node *node);

static Expr *parse_use(Body *b, Node *node, Use use);

/* ------------------------------------------------------------------ places */

Span expr_span(const Body *b, const Node *node)
{
    Span span = node->span;

    for (size_t i = 0; i < b->skipped.len; i++)
        if (b->skipped.at[i].at == span.begin) span.begin = b->skipped.at[i].operand;
    return span;
}

/* libclang gives a parameter the type that it was written with: an array is none. */
static const Type *type_of(Body *b, Node *node)
{
    Node *name = node_strip(node);
    CXCursor target = clang_getCursorReferenced(name->cursor);

    if (name->kind == CXCursor_DeclRefExpr && clang_getCursorKind(target) == CXCursor_ParmDecl)
        return parse_declared_type(b->parser, target);
    return parse_type(b->parser, clang_getCursorType(node->cursor));
}

Expr *expr_new(Body *b, ExprKind kind, Node *node)
{
    Expr *expr = ARENA_NEW(b->parser->arena, Expr);

    expr->kind = kind;
    expr->span = expr_span(b, node);
    expr->type = type_of(b, node);
    expr->suspends = kind != EXPR_PLAIN && has_suspension(b->parser, expr->span);
    expr->apart = expr->suspends || (kind != EXPR_PLAIN && b->unordered);
    expr_flags(b->parser, node, expr);
    if (b->beside) expr->effects = effects_gather(b, node);
    return expr;
}

static Expr *plain(Body *b, Node *node, Use use)
{
    refs_use(b, node, use.access, use.part);
    return expr_new(b, EXPR_PLAIN, node);
}

Expr *expr_with_kids(Body *b, ExprKind kind, Node *node, uint32_t kids)
{
    Expr *expr = expr_new(b, kind, node);

    expr->kid = ARENA_ARRAY(b->parser->arena, Expr *, kids ? kids : 1);
    expr->kids = kids;
    return expr;
}

/* The operator: the token of code behind `end`, or at `begin` of a prefix operator. */
static void operator_at(Body *b, Expr *expr, uint32_t at)
{
    Parser *p = b->parser;
    size_t i = code_at(p, at);

    if (i >= p->tokens.len) return;
    expr->op_at = (Span){p->tokens.at[i].begin, p->tokens.at[i].end};
    expr->op = lex_spelling(p->arena, p->unit->source.text, &p->tokens.at[i]);
}

/* ------------------------------------------------------------------ yield */

static Word *yield_at(const Body *b, uint32_t at)
{
    Word *word = word_at(b->parser, at);

    return word && word->info->kind == WORD_YIELD ? word : NULL;
}

/* An operand of an operator: an unparenthesised yield is no operand (dialect: `yield` is like
 * `return`). */
static Expr *operand_use(Body *b, Node *node, Use use)
{
    Word *word = yield_at(b, expr_span(b, node).begin);

    if (word) error_at(b->parser, word->span, "'yield' as an operand needs parentheses around it");
    return parse_use(b, node, use);
}

static Expr *operand(Body *b, Node *node) { return operand_use(b, node, value); }

static Expr *maybe_operand(Body *b, Node *node)
{
    bool before = b->maybe;

    b->maybe = true;
    Expr *expr = operand(b, node);
    b->maybe = before;
    return expr;
}

/*
 * source:  yield i * 2
 * clang:   (yield i) * 2
 * ours:    yield (i * 2)
 */
static Expr *parse_yield(Body *b, Node *node, const Word *word)
{
    Parser *p = b->parser;
    Span span = expr_span(b, node);
    size_t next = code_at(p, word->span.end);
    SkippedYield skipped = {word->span.begin,
                            next < p->tokens.len ? p->tokens.at[next].begin : word->span.end};
    Expr *expr = expr_with_kids(b, EXPR_YIELD, node, 1);

    VEC_PUSH(p->arena, &b->skipped, skipped);
    expr->span = span;
    expr->kid[0] = parse_expr(b, node);
    expr->is_constant = expr->is_lvalue = false;
    return expr;
}

/* ------------------------------------------------------------------ await, yield_from, forms */

static Expr *start_expr(Body *b, ExprKind kind, Node *node, Start *start)
{
    Expr *expr = expr_new(b, kind, node);

    expr->start = start;
    if (kind != EXPR_FORM) expr->suspends = expr->apart = true;
    expr->has_effects = true;
    expr->is_constant = expr->is_lvalue = expr->is_bit_field = false;
    return expr;
}

/* async_receive(S, yield v) */
static Expr *parse_receive(Body *b, Node *node, const Word *word)
{
    Operands operands = word_operands(b->parser, word);
    Node *yielded = operands.len == 2 ? find_operand(node, operands.at[1]) : NULL;
    Expr *expr = yielded ? parse_expr(b, yielded) : expr_new(b, EXPR_PLAIN, node);

    if (expr->kind != EXPR_YIELD) {
        error_at(b->parser, word->span, "'async_receive' takes a type and a 'yield'");
        return expr;
    }
    expr->received = parse_type(b->parser, clang_getCursorType(node->cursor));
    expr->type = expr->received;
    expr->span = word->span;
    return expr;
}

static Expr *parse_word(Body *b, Node *node, const Word *word)
{
    switch (word->info->kind) {
    case WORD_AWAIT: return start_expr(b, EXPR_AWAIT, node, parse_start(b, node->child[0]));
    case WORD_YIELD_FROM:
        return start_expr(b, EXPR_YIELD_FROM, node, parse_start(b, node->child[0]));
    case WORD_RECEIVE: return parse_receive(b, node, word);
    case WORD_FORM: return start_expr(b, EXPR_FORM, node, parse_form(b, node, word));
    default: return plain(b, node, value);
    }
}

/* The word that this very node stands for, or NULL. */
static Word *word_of(Body *b, Node *node)
{
    Span span = expr_span(b, node);
    Word *word = word_at(b->parser, span.begin);

    if (!word) return NULL;
    switch (word->info->kind) {
    case WORD_AWAIT:
    case WORD_YIELD_FROM: return node_unary(node) == CXUnaryOperator_Extension ? word : NULL;
    case WORD_RECEIVE:
    case WORD_FORM: return word->span.end == span.end ? word : NULL;
    default: return NULL;
    }
}

/* ------------------------------------------------------------------ operators */

static Expr *parse_paren(Body *b, Node *node, Use use)
{
    Expr *expr = expr_with_kids(b, EXPR_PAREN, node, 1);

    expr->kid[0] = parse_use(b, node->child[0], use);
    return expr;
}

static Expr *parse_unary(Body *b, Node *node)
{
    enum CXUnaryOperatorKind kind = node_unary(node);
    Expr *expr;

    if (kind == CXUnaryOperator_AddrOf) {
        expr = expr_with_kids(b, EXPR_ADDRESS, node, 1);
        expr->kid[0] = operand_use(b, node->child[0], (Use){ACCESS_ADDRESS, false});
    } else if (kind >= CXUnaryOperator_PostInc && kind <= CXUnaryOperator_PreDec) {
        expr = expr_with_kids(b, EXPR_INCDEC, node, 1);
        expr->kid[0] = operand_use(b, node->child[0], (Use){ACCESS_UPDATE, false});
        if (kind <= CXUnaryOperator_PostDec) {
            operator_at(b, expr, expr->kid[0]->span.end);
            return expr;
        }
    } else {
        expr = expr_with_kids(b, EXPR_UNARY, node, 1);
        expr->kid[0] = operand(b, node->child[0]);
    }
    operator_at(b, expr, expr->span.begin);
    return expr;
}

static Expr *parse_binary(Body *b, Node *node)
{
    enum CXBinaryOperatorKind kind = node_binary(node);
    bool logical = kind == CXBinaryOperator_LAnd || kind == CXBinaryOperator_LOr;
    bool comma = kind == CXBinaryOperator_Comma;
    Expr *expr = expr_with_kids(b, logical ? EXPR_LOGICAL : comma ? EXPR_COMMA : EXPR_BINARY, node, 2);

    expr->kid[0] = comma ? parse_expr(b, node->child[0]) : operand(b, node->child[0]);
    operator_at(b, expr, expr->kid[0]->span.end);
    expr->kid[1] = comma     ? parse_expr(b, node->child[1])
                   : logical ? maybe_operand(b, node->child[1])
                             : operand(b, node->child[1]);
    return expr;
}

static Expr *parse_assignment(Body *b, Node *node)
{
    bool plain_one = node_is_assignment(node);
    Expr *expr = expr_with_kids(b, plain_one ? EXPR_ASSIGN : EXPR_COMPOUND_ASSIGN, node, 2);

    expr->kid[0] =
        operand_use(b, node->child[0], (Use){plain_one ? ACCESS_WRITE : ACCESS_UPDATE, false});
    operator_at(b, expr, expr->kid[0]->span.end);
    expr->kid[1] = parse_expr(b, node->child[1]);
    return expr;
}

static Expr *parse_binary_like(Body *b, Node *node)
{
    bool assigns = node->kind == CXCursor_CompoundAssignOperator || node_is_assignment(node);

    return assigns ? parse_assignment(b, node) : parse_binary(b, node);
}

static Expr *parse_conditional(Body *b, Node *node)
{
    Expr *expr = expr_with_kids(b, EXPR_CONDITIONAL, node, 3);

    expr->kid[0] = operand(b, node->child[0]);
    expr->kid[1] = maybe_operand(b, node->child[1]);
    expr->kid[2] = maybe_operand(b, node->child[2]);
    return expr;
}

/* ------------------------------------------------------------------ objects */

/* The use of an array or a record, of which a part is used so. */
static Use whole_of(Use use, Node *part)
{
    bool decays = use.access == ACCESS_READ && !use.part && type_is_array(node_canonical(part));

    if (decays) use.access = ACCESS_ADDRESS;
    if (use.access == ACCESS_WRITE) use.access = ACCESS_UPDATE;
    use.part = true;
    return use;
}

static Expr *parse_subscript(Body *b, Node *node, Use use)
{
    Expr *expr = expr_with_kids(b, EXPR_SUBSCRIPT, node, 2);

    for (uint32_t i = 0; i < 2; i++) {
        Use kid = is_array_object(node->child[i]) ? whole_of(use, node) : value;
        expr->kid[i] = i ? parse_use(b, node->child[i], kid) : operand_use(b, node->child[i], kid);
    }
    return expr;
}

static Expr *parse_member(Body *b, Node *node, Use use)
{
    Expr *expr = expr_with_kids(b, EXPR_MEMBER, node, 1);
    bool dot = node_canonical(node_strip(node->child[0])).kind == CXType_Record;

    expr->kid[0] = operand_use(b, node->child[0], dot ? whole_of(use, node) : value);
    operator_at(b, expr, expr->kid[0]->span.end);
    return expr;
}

static Expr *parse_cast(Body *b, Node *node)
{
    Node *value = node_last_expr(node);
    Expr *expr = expr_with_kids(b, EXPR_CAST, node, 1);

    for (uint32_t i = 0; i < node->children && node->child[i] != value; i++)
        refs_use(b, node->child[i], ACCESS_UNEVALUATED, false);
    expr->kid[0] = operand(b, value);
    return expr;
}

static Expr *parse_literal(Body *b, Node *node, Use use)
{
    Node *list = node_last_expr(node);
    Expr *expr = expr_with_kids(b, EXPR_COMPOUND_LITERAL, node, 1);

    for (uint32_t i = 0; i < node->children && node->child[i] != list; i++)
        refs_use(b, node->child[i], ACCESS_UNEVALUATED, false);
    expr->kid[0] = parse_expr(b, list);
    refs_literal(b, node, use.access, use.part);
    return expr;
}

/* ------------------------------------------------------------------ calls */

static Expr *parse_plain_call(Body *b, Node *node)
{
    Expr *expr = expr_with_kids(b, EXPR_CALL, node, node->children);

    for (uint32_t i = 0; i < node->children; i++)
        expr->kid[i] = i ? parse_expr(b, node->child[i]) : operand(b, node->child[i]);
    return expr;
}

static Expr *parse_unsupported(Body *b, Node *node)
{
    if (!b->unordered && !parser_in_doubt(b->parser))
        error_at(b->parser, node->span,
                 "not yet supported: a suspension in this kind of expression");
    return plain(b, node, value);
}

static Expr *parse_unexposed(Body *b, Node *node)
{
    Parser *p = b->parser;
    size_t first = code_at(p, node->span.begin);

    if (token_is(p, first + 1, "(") && p->tokens.at[first].kind == TOKEN_IDENTIFIER &&
        node->children && node->child[0]->span.begin > p->tokens.at[first].begin)
        return parse_builtin(b, node);
    if (node_is_elvis(node)) {
        Expr *expr = expr_with_kids(b, EXPR_CONDITIONAL, node, 2);
        expr->kid[0] = operand(b, node->child[0]);
        expr->kid[1] = maybe_operand(b, node->child[3]);
        return expr;
    }
    return parse_unsupported(b, node);
}

static Expr *parse_statement_expr(Body *b, Node *node)
{
    Expr *expr = expr_new(b, EXPR_STATEMENT, node);
    Body before = *b;

    b->maybe = b->beside = false;
    expr->block = parse_compound(b, node->child[0]);
    b->maybe = before.maybe;
    b->beside = before.beside;
    return expr;
}

static ExprParser *parser_for(const Node *node)
{
    switch (node->kind) {
    case CXCursor_UnaryOperator: return parse_unary;
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator: return parse_binary_like;
    case CXCursor_ConditionalOperator: return parse_conditional;
    case CXCursor_CStyleCastExpr: return parse_cast;
    case CXCursor_InitListExpr: return parse_list;
    case CXCursor_CallExpr: return parse_plain_call;
    case CXCursor_StmtExpr: return parse_statement_expr;
    case CXCursor_GenericSelectionExpr: return parse_generic;
    default: return parse_unsupported;
    }
}

/* ------------------------------------------------------------------ the way in */

/* Takes apart what something suspends in. */
static Expr *parse_parts(Body *b, Node *node, Use use)
{
    switch (node->kind) {
    case CXCursor_ParenExpr: return parse_paren(b, node, use);
    case CXCursor_ArraySubscriptExpr: return parse_subscript(b, node, use);
    case CXCursor_MemberRefExpr: return parse_member(b, node, use);
    case CXCursor_CompoundLiteralExpr: return parse_literal(b, node, use);
    case CXCursor_UnexposedExpr:
        return node->children == 1 ? parse_use(b, node->child[0], use) : parse_unexposed(b, node);
    default: return parser_for(node)(b, node);
    }
}

static Expr *parse_active(Body *b, Node *node, Use use)
{
    Parser *p = b->parser;
    Span span = expr_span(b, node);

    if (from_body(p, span.begin) && !leads_with_provided(p, node)) {
        Expr *call = parse_provided(b, node);
        if (!call) parser_expand(p, span.begin);
        return call ? call : expr_new(b, EXPR_PLAIN, node);
    }
    if (node_unary(node) == CXUnaryOperator_Extension && span.begin != node->span.begin &&
        word_at(p, node->span.begin))
        return parse_use(b, node->child[0], use);
    Word *word = yield_at(b, span.begin);
    if (word) return parse_yield(b, node, word);
    word = word_of(b, node);
    return word ? parse_word(b, node, word) : parse_parts(b, node, use);
}

/* Whether what stands around its operands is in the text, and not in the body of a macro. */
static bool is_written(const MacroCall *call, const Node *node)
{
    if (!call || call->is_literal) return true;
    for (; node->children; node = node->child[0])
        if (node->child[0]->span.end == call->span.end) return node->span.end > call->span.end;
    return false;
}

/*
 * Beside something that suspends, an expression whose order C leaves open. A macro of the user's is
 * expanded for it, others stay as they are written.
 */
static Expr *parse_unordered(Body *b, Node *node, Use use)
{
    Parser *p = b->parser;
    const MacroCall *call = macros_call(&p->macros, node->span.begin);

    if (!is_written(call, node)) {
        if (!macro_is_of_system(call)) parser_expand(p, node->span.begin);
        return plain(b, node, use);
    }
    b->unordered = true;
    return parse_parts(b, node, use);
}

static Expr *parse_use(Body *b, Node *node, Use use)
{
    Parser *p = b->parser;
    uint32_t macro;
    bool beside = b->beside, unordered = b->unordered;
    Expr *expr;

    node = node_explicit(node);
    Span span = expr_span(b, node);
    if (crosses_macro(p, span, &macro)) parser_expand(p, macro);
    if (has_active(p, span)) {
        b->beside = true;
        expr = parse_active(b, node, use);
    } else if (beside && is_unordered(b, node)) {
        expr = parse_unordered(b, node, use);
    } else {
        expr = plain(b, node, use);
    }
    b->beside = beside;
    b->unordered = unordered;
    return expr;
}

Expr *parse_expr_use(Body *b, Node *node, Access access)
{
    return parse_use(b, node, (Use){access, false});
}

Expr *parse_expr(Body *b, Node *node) { return parse_use(b, node, value); }
