/*
 * misuse_start.c - what is awaited, spawned, looped over.
 */
#include "misuse.h"

static bool is_generator_colour(Colour colour)
{
    return colour == COLOUR_GENERATOR || colour == COLOUR_ASYNC_GENERATOR;
}

/* ------------------------------------------------------------------ calls */

static void check_awaited_call(Place place, Node *node, Colour colour)
{
    Str name = callee_name(place.parser, node);

    if (colour == COLOUR_ASYNC || has_clang_error(place.parser, node->span)) return;
    if (is_generator_colour(colour))
        error_at(place.parser, node->span, "'%.*s' is a generator: it is not awaited, but iterated",
                 STR_ARG(name));
    else
        error_at(place.parser, node->span, "await of '%.*s', which is no async function",
                 STR_ARG(name));
}

static void check_blocking_call(Place place, Node *node, Colour colour)
{
    Str name = callee_name(place.parser, node);

    if (colour != COLOUR_PLAIN)
        error_at(place.parser, node->span,
                 "'async_blocking' of '%.*s', which is async: only plain functions run on the "
                 "thread pool",
                 STR_ARG(name));
}

static void check_iterated_call(Place place, Node *node, Colour colour)
{
    Str name = callee_name(place.parser, node);

    if (!is_generator_colour(colour) && !has_clang_error(place.parser, node->span))
        error_at(place.parser, node->span, "'%.*s' is no generator", STR_ARG(name));
}

static void start_call(Place place, Node *node, Starter starter)
{
    Colour colour = marks_of_callee(node->child[0]).colour;

    switch (starter) {
    case START_BY_BLOCKING:
        check_blocking_call(place, node, colour);
        place.blocking = true;
        break;
    case START_BY_ITER: check_iterated_call(place, node, colour); break;
    default: check_awaited_call(place, node, colour);
    }
    misuse_arguments(place, node);
    for (uint32_t i = 0; i < node->children; i++) misuse_walk(place, node->child[i]);
}

/* ------------------------------------------------------------------ handles */

/* typeof(t) says nothing of tags: what it is applied to is not looked at further. */
static bool is_unknown(CXType type)
{
    CXString text = clang_getTypeSpelling(type);
    bool found = strncmp(clang_getCString(text), "typeof (", 8) == 0;

    clang_disposeString(text);
    return found;
}

static void start_handle(Place place, Node *node)
{
    CXType type = clang_getCursorType(node_explicit(node->child[0])->cursor);
    HandleKind kind = handle_of(type);

    misuse_walk(place, node->child[0]);
    if (kind == HANDLE_TASK || kind == HANDLE_FUTURE || is_unknown(type)) return;
    if (kind == HANDLE_NONE)
        error_at(place.parser, node->span, "await of a pointer that is no task and no future");
    else
        error_at(place.parser, node->span, "await of a %s: it is no task and no future",
                 kind == HANDLE_QUEUE ? "queue" : "generator");
}

static void start_nothing(Place place, Node *node, Starter starter)
{
    HandleKind kind = handle_of(clang_getCursorType(node->cursor));

    misuse_walk(place, node);
    if (has_clang_error(place.parser, node->span)) return;
    if (starter == START_BY_ITER)
        error_at(place.parser, node->span, "a call of a generator is expected here");
    else if (starter == START_BY_BLOCKING)
        error_at(place.parser, node->span, "a call of a plain function is expected here");
    else if (kind == HANDLE_TASK || kind == HANDLE_FUTURE)
        error_at(place.parser, node->span,
                 "await of a handle: its result is awaited with 'await *%.*s'",
                 STR_ARG(span_text(place.parser, node->span)));
    else
        error_at(place.parser, node->span,
                 "nothing to await: an async call, '*handle' or a form like async_gather(...) is "
                 "expected");
}

/* ------------------------------------------------------------------ start expressions */

static const Word *form_of(Place place, Node *node)
{
    const Word *word = word_at(place.parser, node->span.begin);

    return word && word->info->kind == WORD_FORM && word->span.end == node->span.end ? word : NULL;
}

static bool is_yield(Place place, Node *node)
{
    const Word *word = word_at(place.parser, node->span.begin);

    return word && (word->info->kind == WORD_YIELD || word->info->kind == WORD_YIELD_FROM ||
                    word->info->kind == WORD_RECEIVE);
}

void misuse_start(Place place, Node *node, Starter starter)
{
    node = node_explicit(node);
    while (!form_of(place, node) && node->kind == CXCursor_ParenExpr && node->children == 1)
        node = node_explicit(node->child[0]);
    const Word *form = form_of(place, node);
    if (form && starter != START_BY_ITER && starter != START_BY_BLOCKING)
        misuse_form(place, node, form, true);
    else if (node->kind == CXCursor_CallExpr && node->children)
        start_call(place, node, starter);
    else if (node_is_assignment(node) && starter == START_BY_FORM) {
        misuse_walk(place, node->child[0]);
        misuse_assignment(place, node);
        misuse_start(place, node->child[1], starter);
    } else if (node_unary(node) == CXUnaryOperator_Deref && starter != START_BY_ITER &&
               starter != START_BY_BLOCKING) {
        start_handle(place, node);
    } else {
        start_nothing(place, node, starter);
    }
}

/* ------------------------------------------------------------------ forms */

/* Whether a form's value comes by an await. */
static bool has_to_be_awaited(FormKind form)
{
    switch (form) {
    case FORM_GATHER:
    case FORM_RACE:
    case FORM_WAIT_FOR:
    case FORM_SHIELD:
    case FORM_TRY:
    case FORM_MAP:
    case FORM_BLOCKING:
    case FORM_JOIN:
    case FORM_GET:
    case FORM_PUT:
    case FORM_SERVE_WITH: return true;
    default: return false;
    }
}

static bool may_be_awaited(FormKind form)
{
    return has_to_be_awaited(form) || form == FORM_NEXT || form == FORM_SEND ||
           form == FORM_THROW || form == FORM_CLOSE;
}

/* async_try(yield v), async_try(x = yield v): in a generator, not awaited. */
static bool tries_a_yield(Place place, Node *operand)
{
    operand = node_explicit(operand);
    while (node_is_assignment(operand)) operand = node_explicit(operand->child[1]);
    return is_yield(place, operand);
}

static void try_a_yield(Place place, Node *operand)
{
    place.value_used = false;
    operand = node_explicit(operand);
    while (node_is_assignment(operand)) {
        misuse_walk(place, operand->child[0]);
        place.value_used = true;
        operand = node_explicit(operand->child[1]);
    }
    misuse_walk(place, operand);
}

static Starter starter_of(const Word *word)
{
    if (strcmp(word->info->spelling, "async_iter") == 0) return START_BY_ITER;
    return word->info->form == FORM_BLOCKING ? START_BY_BLOCKING : START_BY_FORM;
}

static void check_raise(Place place, const Word *word)
{
    FormKind form = word->info->form;

    if (form != FORM_RAISE && form != FORM_CHECK) return;
    if (!place.function || place.function->colour == COLOUR_PLAIN)
        error_at(place.parser, word->span, "'%s' outside an async function or generator",
                 word->info->spelling);
    else if (place.unevaluated)
        error_at(place.parser, word->span, "'%s' in an operand that is not evaluated",
                 word->info->spelling);
}

static void check_awaited(Place place, const Word *word, bool awaited)
{
    FormKind form = word->info->form;
    const char *name = word->info->spelling;

    if (!awaited && has_to_be_awaited(form) && !place.unevaluated)
        error_at(place.parser, word->span, "'%s' without 'await'", name);
    else if (awaited && form == FORM_SPAWN)
        error_at(place.parser, word->span,
                 "await of a handle: its result is awaited with 'await *%s(...)'", name);
    else if (awaited && !may_be_awaited(form))
        error_at(place.parser, word->span, "'%s' is not awaited", name);
}

/* A step of an async generator waits for the loop. */
static void check_stepped(Place place, const Word *word, Node *handle, bool awaited)
{
    FormKind form = word->info->form;
    bool steps = may_be_awaited(form) && !has_to_be_awaited(form);

    if (steps && !awaited && !place.unevaluated &&
        misuse_stepped(place.parser, handle) == COLOUR_ASYNC_GENERATOR)
        error_at(place.parser, word->span, "'%s' of an async generator without 'await'",
                 word->info->spelling);
}

void misuse_form(Place place, Node *node, const Word *word, bool awaited)
{
    Operands operands = word_operands(place.parser, word);
    const char *shape = word->info->operands;
    bool yields = false;

    misuse_spawned(place, node, word);
    place.value_used = true;
    for (size_t i = 0; i < operands.len; i++) {
        Node *operand = *shape == 'd' ? NULL : find_operand(node, operands.at[i]);
        if (operand && (*shape == 'P' || *shape == '*')) {
            bool tried = word->info->form == FORM_TRY && tries_a_yield(place, operand);
            if (tried)
                try_a_yield(place, operand);
            else
                misuse_start(place, operand, starter_of(word));
            yields |= tried;
        } else if (operand) {
            if (i == 0) check_stepped(place, word, operand, awaited);
            misuse_walk(place, operand);
        }
        if (shape[1]) shape++;
    }
    check_raise(place, word);
    if (!yields)
        check_awaited(place, word, awaited);
    else if (awaited)
        error_at(place.parser, word->span, "'async_try' of a 'yield' is not awaited");
}

/* ------------------------------------------------------------------ async_for */

static void check_loop_variable(Place place, Node *variable, CXType value)
{
    CXType type = clang_getCursorType(variable->cursor);

    if (value.kind == CXType_Invalid || same_type(type, value)) return;
    Str want = type_words_of(place.parser, value);
    CXType from = clang_getCanonicalType(value), to = clang_getCanonicalType(type);
    bool arithmetic = from.kind <= CXType_LongDouble && from.kind >= CXType_Bool &&
                      to.kind <= CXType_LongDouble && to.kind >= CXType_Bool;
    if (arithmetic || (from.kind == CXType_Pointer && to.kind == CXType_Pointer)) return;
    error_at(place.parser, variable->span, "this generator yields '%.*s'", STR_ARG(want));
}

static void check_loop_colour(Place place, const Word *word, Colour colour)
{
    bool here = place.function && (place.function->colour == COLOUR_ASYNC ||
                                   place.function->colour == COLOUR_ASYNC_GENERATOR);

    if (colour == COLOUR_ASYNC_GENERATOR && !here)
        error_at(place.parser, word->span,
                 "'async_for' over an async generator outside an async function");
}

void misuse_async_for(Place place, Node *node, const Word *word)
{
    Operands operands = word_operands(place.parser, word);
    Node *source = operands.len == 2 ? find_operand(node, operands.at[1]) : NULL;
    Node *variable = operands.len == 2 ? find_variable(place.parser, node, operands.at[0]) : NULL;

    place.value_used = true;
    if (source) {
        Node *call = node_strip(source);
        bool is_call = call->kind == CXCursor_CallExpr && call->children && !form_of(place, call);
        Marks marks = is_call ? marks_of_callee(call->child[0]) : (Marks){0};
        HandleKind kind = handle_of(clang_getCursorType(call->cursor));
        if (is_call && kind == HANDLE_NONE)
            misuse_start(place, source, START_BY_ITER);
        else if (kind == HANDLE_GENERATOR || is_unknown(clang_getCursorType(call->cursor)))
            misuse_walk(place, source);
        else
            error_at(place.parser, source->span, "this is no generator to loop over");
        check_loop_colour(place, word, marks.colour);
        if (variable) check_loop_variable(place, variable, marks.yields);
    }
    misuse_walk(place, node->child[node->children - 1]);
}
