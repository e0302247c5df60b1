/*
 * form.c - the forms: async_gather(P, ...), async_wait_for(ms, P), async_join(h), ...
 *
 * What a form expands to is only there for its types; its operands are found in clang's tree by
 * where they are written.
 */
#include "parser.h"

/* ------------------------------------------------------------------ operands */

Operands word_operands(const Parser *p, const Word *word)
{
    Operands operands = {0};
    size_t i = lex_code(&p->tokens, lex_find(&p->tokens, word->span.begin) + 1);
    uint32_t begin;

    if (!token_is(p, i, "(")) return operands;
    Span inside = inside_brackets(p, i);
    begin = inside.begin;
    for (i = code_at(p, begin); i < p->tokens.len && p->tokens.at[i].begin < inside.end;
         i = code_at(p, p->tokens.at[i].end)) {
        if (token_is(p, i, "(") || token_is(p, i, "[") || token_is(p, i, "{")) {
            i = lex_closing(&p->tokens, p->unit->source.text, i);
            if (i >= p->tokens.len) break;
        } else if (token_is(p, i, ",")) {
            VEC_PUSH(p->arena, &operands, span_trim(p, (Span){begin, p->tokens.at[i].begin}));
            begin = p->tokens.at[i].end;
        }
    }
    if (span_trim(p, inside).begin < inside.end)
        VEC_PUSH(p->arena, &operands, span_trim(p, (Span){begin, inside.end}));
    return operands;
}

/* The last one that fits: a form may name its operand in a typeof first. */
Node *find_operand(Node *node, Span span)
{
    if (node_is_expr(node) && node->span.begin == span.begin && node->span.end == span.end)
        return node;
    for (uint32_t i = node->children; i > 0; i--) {
        Node *child = node->child[i - 1];
        Node *found = span_within(child->span, span) ? find_operand(child, span) : NULL;
        if (found) return found;
    }
    return NULL;
}

Node *find_variable(const Parser *p, Node *node, Span span)
{
    uint32_t at;

    if (node->kind == CXCursor_VarDecl && cursor_name_at(p->file, node->cursor, &at) &&
        span_has(span, at))
        return node;
    for (uint32_t i = 0; i < node->children; i++) {
        Node *found = find_variable(p, node->child[i], span);
        if (found) return found;
    }
    return NULL;
}

/* ------------------------------------------------------------------ building */

typedef struct FormParse {
    Body *body;
    Node *node;
    const Word *word;
    Start *start;
    bool opened; /* a scope, for what the form declares */
} FormParse;

static void add_argument(FormParse *f, Node *operand)
{
    Start *start = f->start;

    start->argument[start->arguments++] = parse_expr(f->body, operand);
    if (start->handle) return;
    start->handle = start->argument[0];
    start->handle_kind = start->handle->type->handle;
}

static bool is_integer(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;

    return (kind >= CXType_Bool && kind <= CXType_Int128) || kind == CXType_Enum;
}

static void add_declaration(FormParse *f, Span span)
{
    Node *variable = find_variable(f->body->parser, f->node, span);

    f->start->declaration = span;
    if (!variable) return;
    if (f->start->form == FORM_MAP && !is_integer(clang_getCursorType(variable->cursor)))
        error_at(f->body->parser, span, "what an async_map counts with has to be an integer");
    scope_open(f->body, f->word->span);
    f->opened = true;
    refs_declarator(f->body, variable);
    f->start->local = local_add(f->body, variable);
}

static void add_start(FormParse *f, Node *operand, bool several)
{
    bool before = f->body->maybe;

    f->body->maybe = true;
    Start *start = parse_start(f->body, operand);
    f->body->maybe = before;
    if (several)
        f->start->operand[f->start->operands++] = start;
    else
        f->start->inner = start;
}

static void add_operand(FormParse *f, Span span, char kind)
{
    Node *operand = kind == 'd' ? NULL : find_operand(f->node, span);

    if (kind == 'd')
        add_declaration(f, span);
    else if (!operand)
        parser_expand(f->body->parser, span.begin);
    else if (kind == 'P' || kind == '*')
        add_start(f, operand, kind == '*');
    else
        add_argument(f, operand);
}

/* The table's letters for the operands of one call; the last one goes on. */
static bool shape_fits(const char *shape, size_t count)
{
    size_t n = strlen(shape);

    return strpbrk(shape, "*-") ? count >= 1 : count == n;
}

Start *parse_form(Body *b, Node *node, const Word *word)
{
    Arena *arena = b->parser->arena;
    Start *start = ARENA_NEW(arena, Start);
    FormParse f = {b, node, word, start, false};
    const char *shape = word->info->operands;
    Operands operands = word_operands(b->parser, word);

    start->kind = START_FORM;
    start->span = word->span;
    start->form = word->info->form;
    start->name =
        (Span){word->span.begin, word->span.begin + (uint32_t)strlen(word->info->spelling)};
    start->type = parse_type(b->parser, clang_getCursorType(node->cursor));
    start->argument = ARENA_ARRAY(arena, Expr *, operands.len + 1);
    start->operand = ARENA_ARRAY(arena, Start *, operands.len + 1);
    if (!shape_fits(shape, operands.len)) {
        error_at(b->parser, word->span, "'%s' is given %zu operands, it takes %zu",
                 word->info->spelling, operands.len, strlen(shape));
        return start;
    }
    for (size_t i = 0; i < operands.len; i++) {
        add_operand(&f, operands.at[i], *shape);
        if (shape[1]) shape++;
    }
    if (f.opened) scope_close(b);
    return start;
}
