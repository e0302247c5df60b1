/*
 * c_leave.c - jumps and ways out: of a statement, of a block with defers, of the function.
 */
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

/* Whether a comma stands outside all brackets and literals: `return a, b;`. */
static bool has_comma(Out *o, const Text *value)
{
    for (size_t i = 0; i < value->pieces.len; i++) {
        if (value->pieces.at[i].kind != PIECE_SOURCE) continue;
        Str text = source_text(o->source, value->pieces.at[i].span);
        if (memchr(text.at, ',', text.len)) return true;
    }
    return false;
}

/* `self->result = a + b` */
static void assign_result(Out *o, const Text *value)
{
    const Type *type = o->routine->function->result;
    bool comma = has_comma(o, value);

    c_assign(o, type);
    if (o->routine->function->colour == COLOUR_PLAIN)
        out_local(o, o->routine->result);
    else
        out_words(o, "%.*s->result", STR_ARG(o->routine->self));
    c_assign_value(o, type);
    if (comma) out_words(o, "(");
    out_text(o, value);
    if (comma) out_words(o, ")");
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
