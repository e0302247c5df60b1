/*
 * activate.c - which words make it necessary to rewrite what they stand in.
 *
 * async_spawn(f(1)) and async_run(f(1)) are ordinary macros of <asyncc.h>: they stay as they are.
 * Over anything but a call (a target, a combinator, a handle) they are taken apart.
 */
#include "parser.h"

/* Whether a start expression, as it is written, is a plain call: `f(1)`, `t->run(x)`. */
static bool is_written_call(Parser *p, Span operand)
{
    size_t first = code_at(p, operand.begin);
    const Word *word = word_at(p, operand.begin);

    if ((word && word->info->kind == WORD_FORM) || token_is(p, first, "*")) return false;
    for (size_t i = first; i < p->tokens.len && p->tokens.at[i].begin < operand.end;
         i = code_at(p, p->tokens.at[i].end)) {
        if (token_is(p, i, "=")) return false;
        if (token_is(p, i, "(") || token_is(p, i, "[") || token_is(p, i, "{"))
            i = lex_closing(&p->tokens, p->unit->source.text, i);
        if (i >= p->tokens.len) break;
    }
    return true;
}

static bool runs_more_than_a_call(Parser *p, const Word *word)
{
    Operands operands = word_operands(p, word);

    return operands.len && !is_written_call(p, operands.at[operands.len - 1]);
}

static void activate_form(Parser *p, Word *word, Colour colour)
{
    switch (word->info->form) {
    case FORM_RAISE:
    case FORM_CHECK: word->active = colour != COLOUR_PLAIN; break;
    case FORM_RUN:
    case FORM_SPAWN: word->active = runs_more_than_a_call(p, word); break;
    default: break; /* awaited, or plain calls of the runtime */
    }
    if (word->active) word->suspends = true; /* like a suspension, it is a statement of its own */
}

static void activate_one(Parser *p, Word *word, Colour colour)
{
    switch (word->info->kind) {
    case WORD_ASYNC:
    case WORD_GENERATOR: break;
    case WORD_FORM: activate_form(p, word, colour); break;
    case WORD_AWAIT:
    case WORD_YIELD:
    case WORD_YIELD_FROM:
    case WORD_GROUP:
    case WORD_TIMEOUT:
        word->suspends = true;
        word->active = true;
        break;
    default: word->active = true;
    }
}

/* An async_for suspends where its generator is async; one over a handle where the function is. */
static void activate_loops(Parser *p, Node *node, Colour colour)
{
    Word *word = node->kind == CXCursor_ForStmt ? word_at(p, node->span.begin) : NULL;

    if (word && word->info->kind == WORD_FOR) {
        Operands operands = word_operands(p, word);
        Node *source = operands.len == 2 ? find_operand(node, operands.at[1]) : NULL;
        if (source) source = node_strip(source);
        bool call = source && source->kind == CXCursor_CallExpr && source->children;
        Colour called = call ? marks_of_callee(source->child[0]).colour : COLOUR_PLAIN;
        word->suspends = called == COLOUR_ASYNC_GENERATOR ||
                         (called == COLOUR_PLAIN &&
                          (colour == COLOUR_ASYNC || colour == COLOUR_ASYNC_GENERATOR));
    }
    for (uint32_t i = 0; i < node->children; i++) activate_loops(p, node->child[i], colour);
}

void words_activate(Parser *p, Node *node, Colour colour)
{
    bool loops = false;

    for (size_t i = macros_first_word(&p->macros, node->span.begin); i < p->macros.words.len; i++) {
        Word *word = &p->macros.words.at[i];
        if (word->span.begin >= node->span.end) break;
        activate_one(p, word, colour);
        loops |= word->info->kind == WORD_FOR;
    }
    if (loops) activate_loops(p, node, colour);
}
