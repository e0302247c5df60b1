/*
 * c_leave.c - jumps and ways out: of a statement, of a block with defers, of the function.
 */
#include "../base/lex.h"
#include "c.h"

static bool no_text(const Code *code) { return code->text.pieces.len == 0; }

static uint32_t line_of(const Out *o, const Code *code) { return out_place(o, code->source.begin); }

void c_jump(Out *o, const Code *code)
{
    switch (code->jump) {
    case JUMP_BREAK: out_words(o, "break;"); break;
    case JUMP_CONTINUE: out_words(o, "continue;"); break;
    case JUMP_GOTO: out_words(o, "goto %.*s;", STR_ARG(code->target)); break;
    }
}

/* Goes over the brackets of a piece; true when a comma stands outside of all. */
static bool comma_in(Out *o, Str text, int *depth)
{
    Tokens tokens = lex_all(o->arena, text);

    for (size_t i = 0; i < tokens.len; i++) {
        const Token *token = &tokens.at[i];
        if (lex_is(text, token, "(") || lex_is(text, token, "[") || lex_is(text, token, "{"))
            ++*depth;
        if (lex_is(text, token, ")") || lex_is(text, token, "]") || lex_is(text, token, "}"))
            --*depth;
        if (*depth == 0 && lex_is(text, token, ",")) return true;
    }
    return false;
}

/* Whether a comma stands outside all brackets and literals: `return a, b;`. */
static bool has_comma(Out *o, const Text *value)
{
    int depth = 0;

    for (size_t i = 0; i < value->pieces.len; i++) {
        const Piece *piece = &value->pieces.at[i];
        Str text = piece->kind == PIECE_SOURCE  ? source_text(o->source, piece->span)
                   : piece->kind == PIECE_WORDS ? piece->words
                                                : STR("");
        if (comma_in(o, text, &depth)) return true;
    }
    return false;
}

void c_value(Out *o, const Text *value)
{
    bool comma = has_comma(o, value);

    if (comma) out_words(o, "(");
    out_text(o, value);
    if (comma) out_words(o, ")");
}

/* `self->result = a + b` */
static void assign_result(Out *o, const Text *value)
{
    const Type *type = o->routine->function->result;

    c_assign(o, type);
    if (o->routine->function->colour == COLOUR_PLAIN)
        out_local(o, o->routine->result);
    else
        out_words(o, "%.*s->result", STR_ARG(o->routine->self));
    c_assign_value(o, type);
    c_value(o, value);
    c_assigned(o, type);
}

void c_store(Out *o, const Text *value)
{
    assign_result(o, value);
    out_words(o, ";");
}

static void plain_return(Out *o, const Code *code)
{
    out_words(o, "return");
    if (!no_text(code)) {
        out_words(o, " ");
        out_text(o, &code->text);
    } else if (o->routine->result) {
        out_words(o, " %.*s", STR_ARG(o->routine->result->name));
    }
    out_words(o, ";");
}

static void raise(Out *o, const Code *code, Str indent)
{
    if (!code->unwind.label.len) {
        out_words(o, "return async_raised(%.*s, ", STR_ARG(out_frame(o)));
        out_text(o, &code->text);
        out_words(o, ");");
        return;
    }
    out_local(o, code->unwind.raised);
    out_words(o, " = ");
    out_text(o, &code->text);
    out_words(o, ";");
    if (o->inside) out_words(o, " ");
    else out_line(o, line_of(o, code), indent);
    out_words(o, "goto %.*s;", STR_ARG(code->unwind.label));
}

void c_leave(Out *o, const Code *code, Str indent)
{
    c_begin(o, code, indent);
    if (code->leave == LEAVE_RAISE) {
        raise(o, code, indent);
        return;
    }
    if (o->routine->function->colour == COLOUR_PLAIN) {
        plain_return(o, code);
        return;
    }
    if (no_text(code)) {
        out_words(o, "return ASYNC_FINISHED;");
        return;
    }
    out_words(o, "return ");
    assign_result(o, &code->text);
    out_words(o, ", ASYNC_FINISHED;");
}

/* After the defers of a block: out of the function, or to those around it. */
static void raise_onward(Out *o, const Code *code)
{
    if (!code->unwind.label.len) {
        out_words(o, "return async_raised(%.*s, ", STR_ARG(out_frame(o)));
        out_local(o, code->raised);
        out_words(o, ");");
    } else if (code->unwind.raised == code->raised) {
        out_words(o, "goto %.*s;", STR_ARG(code->unwind.label));
    } else {
        out_words(o, "{ ");
        out_local(o, code->unwind.raised);
        out_words(o, " = ");
        out_local(o, code->raised);
        out_words(o, "; goto %.*s; }", STR_ARG(code->unwind.label));
    }
}

void c_dispatch(Out *o, const Code *code, Str indent)
{
    bool only_raises = !code->goes_on && !code->exits.len;

    if (code->ends) {
        out_line(o, line_of(o, code), indent);
        out_words(o, "return ");
        out_local(o, code->raised);
        out_words(o, " ? async_raised(%.*s, ", STR_ARG(out_frame(o)));
        out_local(o, code->raised);
        out_words(o, ") : ASYNC_FINISHED;");
        return;
    }
    if (code->raises) {
        out_line(o, line_of(o, code), indent);
        if (!only_raises) {
            out_words(o, "if (");
            out_local(o, code->raised);
            out_words(o, ") ");
        }
        raise_onward(o, code);
    }
    for (size_t i = 0; i < code->exits.len; i++) {
        const Exit *exit = &code->exits.at[i];
        out_line(o, line_of(o, code), indent);
        if (!code->goes_on && i + 1 == code->exits.len) {
            c_code(o, exit->jump, indent);
            break;
        }
        out_words(o, "if (");
        out_local(o, code->to);
        out_words(o, " == %.*s) ", STR_ARG(exit->name));
        o->inside = true;
        c_code(o, exit->jump, indent);
        o->inside = false;
    }
}
