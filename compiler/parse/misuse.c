/*
 * misuse.c - the dialect's rules that only clang's tree can tell: where its words stand, what they
 * are applied to.
 *
 * Every function and every initializer of the main file is walked, whether it is rewritten or not.
 */
#include "misuse.h"

/* ------------------------------------------------------------------ where words may stand */

static bool is_async(Place place)
{
    return place.function && (place.function->colour == COLOUR_ASYNC ||
                              place.function->colour == COLOUR_ASYNC_GENERATOR);
}

static bool is_generator(Place place)
{
    return place.function && (place.function->colour == COLOUR_GENERATOR ||
                              place.function->colour == COLOUR_ASYNC_GENERATOR);
}

static bool check_evaluated(Place place, const Word *word)
{
    const char *name = word->info->spelling;

    if (place.unevaluated && is_in_provided(place.parser, word->span.begin)) return false;
    if (place.unevaluated)
        error_at(place.parser, word->span, "'%s' in an operand that is not evaluated", name);
    else if (place.static_init || !place.function)
        error_at(place.parser, word->span, "'%s' in a static initializer", name);
    else
        return true;
    return false;
}

static void check_await(Place place, Word *word)
{
    word->seen = true;
    if (!check_evaluated(place, word) || is_async(place)) return;
    if (is_generator(place))
        error_at(place.parser, word->span, "'%s' in a generator that is not async",
                 word->info->spelling);
    else
        error_at(place.parser, word->span, "'%s' outside an async function", word->info->spelling);
}

static void check_yield(Place place, Word *word)
{
    word->seen = true;
    if (check_evaluated(place, word) && !is_generator(place))
        error_at(place.parser, word->span, "'%s' in a function that is not a generator",
                 word->info->spelling);
}

/* ------------------------------------------------------------------ yield */

/* What is yielded, by clang's tree: the type of `yield i * 2` is that of the whole. */
static void check_yielded(Place place, Node *node, const Word *word)
{
    if (!is_generator(place) || place.function->yields.kind == CXType_Invalid) return;
    CXType wanted = place.function->yields,
           given = clang_getCursorType(node_explicit(node)->cursor);
    if (fits(node, wanted)) return;
    Str want = type_words_of(place.parser, wanted), give = type_words_of(place.parser, given);
    error_at(place.parser, word->span, "this yields '%.*s' in a generator of '%.*s'", STR_ARG(give),
             STR_ARG(want));
}

/* The value of a yield that is used has type S: with another Y it has to be received. */
static void check_received(Place place, Node *node, const Word *word)
{
    if (!is_generator(place) || !place.value_used) return;
    CXType receives = place.function->receives;
    if (receives.kind == CXType_Invalid || same_type(receives, place.function->yields)) return;
    (void)node;
    error_at(place.parser, word->span,
             "the value of this 'yield' has another type than what is yielded: "
             "read it with 'async_receive'");
}

/* Walks an expression that begins with a yield: all of it is the yield's operand. */
static void walk_yield(Place place, Node *node, Word *word)
{
    Place inside = place;
    Node *operand = node_explicit(node);

    check_yield(place, word);
    check_yielded(place, node, word);
    check_received(place, node, word);
    inside.value_used = true;
    inside.skip_yield = word->span.begin;
    if (node_unary(operand) == CXUnaryOperator_Extension)
        misuse_walk(inside, operand->child[0]);
    else
        misuse_children(inside, operand);
}

static void walk_receive(Place place, Node *node, const Word *word)
{
    Operands operands = word_operands(place.parser, word);
    Node *yielded = operands.len == 2 ? find_operand(node, operands.at[1]) : NULL;

    if (!yielded) return;
    if (is_generator(place) && place.function->yields.kind != CXType_Invalid) {
        CXType receives = type_received(place.function);
        if (!same_type(clang_getCursorType(node_explicit(node)->cursor), receives)) {
            Str want = type_words_of(place.parser, receives);
            error_at(place.parser, word->span, "this generator receives '%.*s'", STR_ARG(want));
        }
    }
    place.value_used = false;
    misuse_walk(place, yielded);
}

/* ------------------------------------------------------------------ words in expressions */

static bool walk_prefix(Place place, Node *node, Word *word)
{
    if (node_unary(node) != CXUnaryOperator_Extension) return false;
    if (word->info->kind == WORD_AWAIT) {
        check_await(place, word);
        place.value_used = true;
        misuse_start(place, node->child[0], START_BY_AWAIT);
        return true;
    }
    if (word->info->kind != WORD_YIELD_FROM) return false;
    check_yield(place, word);
    place.value_used = true;
    misuse_start(place, node->child[0], START_BY_ITER);
    misuse_delegation(place, node_strip(node->child[0]));
    return true;
}

/* True when the node was a word's, and has been walked. */
static bool walk_word(Place place, Node *node)
{
    Word *word = word_at(place.parser, node->span.begin);

    if (!word) return false;
    bool whole = word->span.end == node->span.end;
    switch (word->info->kind) {
    case WORD_AWAIT:
    case WORD_YIELD_FROM: return walk_prefix(place, node, word);
    case WORD_YIELD:
        if (!node_is_expr(node) || place.skip_yield == word->span.begin) return false;
        walk_yield(place, node, word);
        return true;
    case WORD_RECEIVE:
        if (whole) walk_receive(place, node, word);
        return whole;
    case WORD_FORM:
        if (whole) misuse_form(place, node, word, false);
        return whole;
    case WORD_FOR:
        if (node->kind != CXCursor_ForStmt) return false;
        misuse_async_for(place, node, word);
        return true;
    case WORD_DEFER:
        if (node->kind != CXCursor_IfStmt || place.deferred) return false;
        place.deferred = true;
        misuse_children(place, node);
        return true;
    case WORD_GROUP:
    case WORD_TIMEOUT:
        if (node->kind == CXCursor_ForStmt) check_await(place, word);
        return false;
    default: return false;
    }
}

/* ------------------------------------------------------------------ the walk */

static Place not_evaluated(Place place)
{
    place.unevaluated = true;
    return place;
}

static Place used(Place place)
{
    place.value_used = true;
    return place;
}

/* A variable: a typeof before its name is not evaluated, sizes of arrays are. */
static void walk_variable(Place place, Node *node)
{
    CXCursor init = clang_Cursor_getVarDeclInitializer(node->cursor);
    enum CX_StorageClass storage = clang_Cursor_getStorageClass(node->cursor);
    bool is_static = !place.function || storage == CX_SC_Static;
    uint32_t name_at = node->span.begin, errors = place.parser->errors;

    cursor_name_at(place.parser->file, node->cursor, &name_at);
    for (uint32_t i = 0; i < node->children; i++) {
        Node *child = node->child[i];
        bool is_init = !clang_Cursor_isNull(init) && clang_equalCursors(init, child->cursor);
        Place inside = used(place);
        if (is_init)
            inside.static_init |= is_static;
        else if (child->span.begin < name_at)
            inside.unevaluated = true;
        misuse_walk(inside, child);
        if (is_init && is_static && place.parser->errors > errors)
            silence_clang(place.parser, child->span, "is not a compile-time constant");
        if (is_init) misuse_initializer(place, node->cursor, child);
    }
}

/* In a deferred statement it is wrong with a value and without: check/defer.c says so too. */
static void walk_return(Place place, Node *node)
{
    if (place.deferred && silence_clang(place.parser, node->span, "return a value"))
        error_at(place.parser, node->span, "a deferred statement may not be left by 'return'");
    misuse_return(place, node);
}

/* All children but the last: types. */
static void walk_cast(Place place, Node *node)
{
    misuse_cast(place, node);
    for (uint32_t i = 0; i < node->children; i++)
        misuse_walk(i + 1 < node->children ? not_evaluated(place) : used(place), node->child[i]);
}

static void walk_generic(Place place, Node *node)
{
    for (uint32_t i = 0; i < node->children; i++)
        misuse_walk(i ? used(place) : not_evaluated(place), node->child[i]);
}

static void walk_binary(Place place, Node *node)
{
    bool comma = node_binary(node) == CXBinaryOperator_Comma;

    if (node->children != 2) return;
    Place left = used(place), right = comma ? place : used(place);
    if (comma) left.value_used = false;
    misuse_walk(left, node->child[0]);
    misuse_walk(right, node->child[1]);
    if (node_is_assignment(node)) misuse_assignment(place, node);
}

static bool is_block_item(const Node *node)
{
    if (!node->parent) return false;
    switch (node->parent->kind) {
    case CXCursor_CompoundStmt:
    case CXCursor_LabelStmt:
    case CXCursor_CaseStmt:
    case CXCursor_DefaultStmt: return true;
    case CXCursor_IfStmt:
    case CXCursor_ForStmt:
    case CXCursor_WhileStmt:
    case CXCursor_DoStmt:
        return node != node->parent->child[0] || node->parent->kind == CXCursor_DoStmt ||
               node->parent->kind == CXCursor_ForStmt;
    default: return false;
    }
}

static void check_jump(Place place, Node *node)
{
    if (!place.function || place.function->colour == COLOUR_PLAIN) return;
    if (node->kind == CXCursor_IndirectGotoStmt)
        error_at(place.parser, node->span, "computed goto in an async function or generator");
    else if (str_starts(span_text(place.parser, node->span), "asm goto") ||
             str_starts(span_text(place.parser, node->span), "__asm__ goto"))
        error_at(place.parser, node->span, "'asm goto' in an async function or generator");
}

/* `*future = v`, which async_set_status(future, 0) completes: stored, not read. */
static bool is_stored_to(const Node *node)
{
    const Node *parent = node->parent;

    while (parent && parent->kind == CXCursor_ParenExpr) node = parent, parent = node->parent;
    return parent && parent->children == 2 && parent->child[0] == node &&
           node_is_assignment(parent);
}

/* A task or a future is read by an await alone. */
static void check_dereference(Place place, Node *node, Node *pointer)
{
    HandleKind kind = handle_of(clang_getCursorType(node_explicit(pointer)->cursor));
    bool arrow = node->kind == CXCursor_MemberRefExpr;
    bool behind = arrow || node->kind == CXCursor_ArraySubscriptExpr;
    uint32_t at = behind ? pointer->span.end : node->span.begin;
    size_t token = code_at(place.parser, at);
    const char *sign = arrow ? "->" : behind ? "[" : "*";

    if (place.unevaluated || (kind != HANDLE_TASK && kind != HANDLE_FUTURE)) return;
    if (!token_is(place.parser, token, sign) && !users_call(place.parser, at)) return;
    if (kind == HANDLE_FUTURE && !arrow && is_stored_to(node)) return;
    error_at(place.parser, node->span, "the result of a %s is read without 'await'",
             kind == HANDLE_TASK ? "task" : "future");
}

/* An async main has no ramp: the real one stands in its place. */
static void check_main(Place place, Node *node)
{
    CXCursor named = clang_getCursorReferenced(node->cursor);

    if (clang_getCursorKind(named) == CXCursor_FunctionDecl &&
        marks_of(named).colour != COLOUR_PLAIN &&
        str_is(cursor_name(place.parser->arena, named), "main"))
        error_at(place.parser, node->span,
                 "the program starts its async 'main' itself: nothing else can");
}

void misuse_children(Place place, Node *node)
{
    switch (node->kind) {
    case CXCursor_DeclRefExpr: check_main(place, node); break;
    case CXCursor_VarDecl: walk_variable(place, node); return;
    case CXCursor_UnaryExpr: place.unevaluated = true; break;
    case CXCursor_CStyleCastExpr:
    case CXCursor_CompoundLiteralExpr: walk_cast(place, node); return;
    case CXCursor_GenericSelectionExpr: walk_generic(place, node); return;
    case CXCursor_BinaryOperator: walk_binary(place, node); return;
    case CXCursor_CallExpr: misuse_call(place, node); break;
    case CXCursor_ReturnStmt: walk_return(place, node); break;
    case CXCursor_IndirectGotoStmt:
    case CXCursor_GCCAsmStmt: check_jump(place, node); break;
    case CXCursor_UnaryOperator:
        if (node_unary(node) == CXUnaryOperator_Deref)
            check_dereference(place, node, node->child[0]);
        break;
    case CXCursor_ArraySubscriptExpr:
    case CXCursor_MemberRefExpr:
        if (node->children) check_dereference(place, node, node->child[0]);
        break;
    default: break;
    }
    bool through = node->kind == CXCursor_ParenExpr || node->kind == CXCursor_UnexposedExpr ||
                   node->kind == CXCursor_ConditionalOperator;
    for (uint32_t i = 0; i < node->children; i++)
        misuse_walk(through ? place : used(place), node->child[i]);
}

void misuse_walk(Place place, Node *node)
{
    if (is_block_item(node)) {
        place.value_used = false;
        misuse_dropped(place, node);
    }
    if (!walk_word(place, node)) misuse_children(place, node);
}

/* ------------------------------------------------------------------ declarations */

/*
 * Whether parameters are declared behind the parentheses that follow the name: clang's type is that
 * of a prototype in either case.
 */
static bool is_old_style(const Parser *p, CXCursor function, uint32_t name_end)
{
    int count = clang_Cursor_getNumArguments(function);
    size_t open = code_at(p, name_end);

    while (token_is(p, open, ")")) open = code_at(p, p->tokens.at[open].end);
    if (!token_is(p, open, "(")) return false;
    size_t closing = lex_closing(&p->tokens, p->unit->source.text, open);
    for (int i = 0; i < count && closing < p->tokens.len; i++) {
        uint32_t at = 0;
        if (cursor_name_at(p->file, clang_Cursor_getArgument(function, (unsigned)i), &at) &&
            at > p->tokens.at[closing].begin)
            return true;
    }
    return false;
}

static void check_signature(Place place, Node *node)
{
    CXType type = clang_getCursorType(node->cursor);
    Span name = node->span;
    uint32_t at;

    if (place.function->colour == COLOUR_PLAIN) return;
    if (cursor_name_at(place.parser->file, node->cursor, &at))
        name = (Span){at, at + (uint32_t)cursor_name(place.parser->arena, node->cursor).len};
    if (clang_isFunctionTypeVariadic(type) &&
        clang_getCanonicalType(type).kind == CXType_FunctionProto)
        error_at(place.parser, name, "a variadic async function or generator");
    misuse_attributes(place.parser, node, name);
    if (is_generator(place) && str_is(span_text(place.parser, name), "main"))
        error_at(place.parser, name, "a program cannot be a generator");
    if (is_old_style(place.parser, node->cursor, name.end))
        error_at(place.parser, name,
                 "an async function or generator with an old-style (K&R) definition");
}

typedef struct OwnMarks {
    const Parser *parser;
    Span span;
    bool is_async, is_generator;
} OwnMarks;

static enum CXChildVisitResult add_own_mark(CXCursor cursor, CXCursor parent, CXClientData data)
{
    OwnMarks *own = data;
    CXFile file;
    unsigned at;

    (void)parent;
    if (clang_getCursorKind(cursor) != CXCursor_AnnotateAttr) return CXChildVisit_Continue;
    clang_getExpansionLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &at);
    if (!clang_File_isEqual(file, own->parser->file) || !span_has(own->span, at))
        return CXChildVisit_Continue;
    Str name = cursor_name(own->parser->arena, cursor);
    own->is_async |= str_is(name, "async");
    own->is_generator |= str_is(name, "generator");
    return CXChildVisit_Continue;
}

/*
 * What is written at this declaration itself: clang hands annotations and tags down from earlier
 * ones. A declaration by a typedef or a typeof says what the earlier one said.
 */
static Colour own_colour(const Parser *p, const Node *node, uint32_t name_end, Colour before)
{
    OwnMarks own = {.parser = p, .span = node->span};
    size_t next = code_at(p, name_end);

    while (token_is(p, next, ")")) next = code_at(p, p->tokens.at[next].end);
    if (!token_is(p, next, "(")) return before;
    clang_visitChildren(node->cursor, add_own_mark, &own);
    if (!own.is_generator) return own.is_async ? COLOUR_ASYNC : COLOUR_PLAIN;
    return own.is_async ? COLOUR_ASYNC_GENERATOR : COLOUR_GENERATOR;
}

static const char *words_of_colour(Colour colour)
{
    static const char *const words[] = {[COLOUR_PLAIN] = "a plain function",
                                        [COLOUR_ASYNC] = "an async function",
                                        [COLOUR_GENERATOR] = "a plain generator",
                                        [COLOUR_ASYNC_GENERATOR] = "an async generator"};
    return words[colour];
}

static Str kind_contradiction(Parser *p, Str name, Colour now, Colour before)
{
    if (before == COLOUR_PLAIN)
        return arena_printf(p->arena, "'%.*s' is declared before without '%s'", STR_ARG(name),
                            now == COLOUR_GENERATOR ? "generator" : "async");
    return arena_printf(p->arena, "'%.*s' is %s here, and %s where it is declared before",
                        STR_ARG(name), words_of_colour(now), words_of_colour(before));
}

/* How a declaration contradicts the first one, which may be all that others have seen; or "". */
static Str contradiction(Parser *p, Node *node, CXCursor first, Span at)
{
    CXCursor function = node->cursor;
    Marks marks = marks_of(function), before = marks_of(first);
    if (before.colour == COLOUR_PLAIN) before = marks_of_type(clang_getCursorType(first));
    Colour colour = own_colour(p, node, at.end, before.colour);
    Str name = cursor_name(p->arena, function);

    if (colour != before.colour) return kind_contradiction(p, name, colour, before.colour);
    if (marks.yields.kind == CXType_Invalid || before.yields.kind == CXType_Invalid) return STR("");
    bool yields = same_type(marks.yields, before.yields);
    CXType now = yields ? type_received(&marks) : marks.yields,
           then = yields ? type_received(&before) : before.yields;
    if (same_type(now, then)) return STR("");
    Str now_words = type_words_of(p, now), then_words = type_words_of(p, then);
    return arena_printf(p->arena, "'%.*s' %s '%.*s' here, and '%.*s' where it is declared before",
                        STR_ARG(name), yields ? "receives" : "yields", STR_ARG(now_words),
                        STR_ARG(then_words));
}

/* Who has seen only the first prototype calls it as that. */
static void check_redeclaration(Place place, Node *node)
{
    Parser *p = place.parser;
    CXCursor first = clang_getCanonicalCursor(node->cursor);
    uint32_t length = (uint32_t)cursor_name(p->arena, node->cursor).len;
    uint32_t at;

    if (clang_equalCursors(first, node->cursor) || !cursor_name_at(p->file, node->cursor, &at))
        return;
    Span name = {at, at + length};
    Str message = contradiction(p, node, first, name);
    if (!message.len) return;
    error_at(p, name, "%.*s", STR_ARG(message));
    if (cursor_name_at(p->file, first, &at)) note_at(p, (Span){at, at + length}, "here");
}

void misuse_check(Parser *p, Node *declaration)
{
    Place place = {.parser = p, .skip_yield = UINT32_MAX};
    Marks marks;

    misuse_marks(p, declaration);
    if (declaration->kind == CXCursor_FunctionDecl) {
        marks = marks_of(declaration->cursor);
        place.function = &marks;
        place.owner = declaration->cursor;
        check_signature(place, declaration);
        check_redeclaration(place, declaration);
        misuse_children(place, declaration);
    } else if (declaration->kind == CXCursor_VarDecl) {
        misuse_walk(place, declaration);
    }
}
