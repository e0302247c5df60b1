/* c_code.c - statements of the normalised tree as C, the source's text around them. */
#include "c.h"

enum { INDENT = 4 };

Str c_deeper(Out *o, Str indent)
{
    return arena_printf(o->arena, "%.*s%*s", STR_ARG(indent), INDENT, "");
}

Str c_indent_of(Out *o, uint32_t at, Str otherwise)
{
    const char *text = o->source->text.at;
    uint32_t begin = at;

    while (begin && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) begin--;
    if (begin && text[begin - 1] != '\n') return otherwise;
    return (Str){text + begin, at - begin};
}

static bool no_text(const Code *code)
{
    return code->text.pieces.len == 0;
}

static uint32_t line_of(const Out *o, const Code *code)
{
    return out_place(o, code->source.begin);
}

/* ------------------------------------------------------------------ simple statements */

/* Starts a line for a statement of ours, unless it follows a head on the same line. */
void c_begin(Out *o, const Code *code, Str indent)
{
    if (!o->inside) out_line(o, line_of(o, code), indent);
}

static void text_statement(Out *o, const Code *code, Str indent)
{
    if (code->verbatim && out_is_gone(o, code->source)) {
        o->swallow = true;
        return;
    }
    if (code->verbatim) {
        out_span(o, code->source);
        return;
    }
    c_begin(o, code, indent);
    out_text(o, &code->text);
}

/* `int t`, `int t = value` */
static void declare(Out *o, const Code *code)
{
    write_str(&o->w, c_object(o, code->local->type, code->local->name));
    if (code->local->is_implied && !c_is_named(o->routine->function, code->local))
        out_words(o, " ASYNC_UNUSED");
    if (no_text(code)) return;
    out_words(o, " = ");
    c_value(o, &code->text);
}

/* `t = value`; a pointer to what has a variable length is kept as a void pointer */
static void set_value(Out *o, const Code *code)
{
    const Type *type = code->local->type;
    bool pointer = type->class_ == TYPE_VLA && !type->is_array;

    c_assign(o, type);
    out_local(o, code->local);
    c_assign_value(o, type);
    if (pointer) out_words(o, "(void *)(");
    c_value(o, &code->text);
    if (pointer) out_words(o, ")");
    c_assigned(o, type);
}

static void set(Out *o, const Code *code, Str indent)
{
    bool moved = o->routine->place[code->local->index].moved;
    bool value = !no_text(code);

    if (moved && !value) return;
    c_begin(o, code, indent);
    if (code->declares && !moved) declare(o, code);
    else set_value(o, code);
    out_words(o, ";");
}

static void comment(Out *o, const Code *code, Str indent)
{
    c_begin(o, code, indent);
    out_comment(o, code->text.pieces.at[0].span);
}

/* ------------------------------------------------------------------ if, loops, labels */

/* White space and comments: the ( of a statement expression that became a block is not there. */
static Span between(const Out *o, uint32_t begin, const Code *code)
{
    uint32_t end = begin, limit = code->source.begin;

    if (!begin || limit < begin) return (Span){0, 0};
    for (const char *at; at = o->source->text.at + end, end < limit;) {
        if (!strncmp(at, "//", 2)) end += (uint32_t)strcspn(at, "\n");
        else if (!strncmp(at, "/*", 2)) end += (uint32_t)(strstr(at, "*/") + 2 - at);
        else if (strchr(" \t\r\n\f\v\\", *at)) end++;
        else break;
    }
    return (Span){begin, end < limit ? end : limit};
}

static void if_statement(Out *o, const Code *code, Str indent)
{
    const Stmt *stmt = code->stmt;
    uint32_t head_end = stmt ? stmt->if_.head.end : 0;

    if (!o->inside && (!stmt || stmt->if_.cond.expr->suspends || o->broke)) c_begin(o, code, indent);
    out_text(o, &code->text);
    c_body(o, code->body, stmt ? between(o, head_end, code->body) : (Span){0, 0}, indent);
    if (!code->otherwise) {
        o->broke = true;
        return;
    }
    if (c_is_kept(code->body) && c_is_kept(code->otherwise) && code->otherwise->source.begin > code->body->source.end) {
        out_span(o, (Span){code->body->source.end, code->otherwise->source.begin});
        c_kept_body(o, code->otherwise, indent);
        o->broke = true;
        return;
    }
    if (o->w.len && o->w.text[o->w.len - 1] != '}') out_line(o, line_of(o, code->otherwise), indent);
    else out_words(o, " ");
    out_words(o, "else");
    bool chained = code->otherwise->kind == CODE_IF && !code->otherwise->verbatim;
    if (chained) {
        out_words(o, " ");
        o->inside = true;
        if_statement(o, code->otherwise, indent);
        o->inside = false;
    } else {
        c_body(o, code->otherwise, (Span){0, 0}, indent);
    }
    o->broke = true;
}

static void for_head(Out *o, const Code *code)
{
    const Stmt *stmt = code->stmt;
    Span head = stmt->for_.head;

    if (stmt->for_.init && !code->init) {
        out_words(o, "for (; ");
        out_span(o, (Span){stmt->for_.init->span.end, head.end});
    } else if (code->init && code->init->kind == CODE_DECL && c_declares_inline(o, code->init)) {
        out_span(o, (Span){head.begin, stmt->for_.init->span.begin});
        c_assignments(o, code->init);
        out_words(o, ";");
        out_span(o, (Span){stmt->for_.init->span.end, head.end});
    } else {
        out_span(o, head);
    }
}

static bool keeps_declaration(const Out *o, const Code *decl)
{
    for (uint32_t i = 0; i < decl->declarators; i++) {
        const Local *local = decl->declarator[i].source->local;
        if (local && o->routine->place[local->index].moved) return false;
    }
    return true;
}

/* A for whose declaration has moved in part stands in a block with what it declares before it. */
static bool declares_before(const Out *o, const Code *code)
{
    return code->init && code->init->kind == CODE_DECL && !keeps_declaration(o, code->init) &&
           !c_declares_inline(o, code->init);
}

static void for_statement(Out *o, const Code *code, Str indent)
{
    if (declares_before(o, code)) {
        Str inside = c_deeper(o, indent);
        Code *bare = ARENA_NEW(o->arena, Code);
        *bare = *code;
        bare->init = NULL;
        c_begin(o, code, indent);
        out_words(o, "{");
        c_declaration(o, code->init, inside);
        out_line(o, line_of(o, code), inside);
        for_head(o, bare);
        c_body(o, code->body, between(o, code->stmt->for_.head.end, code->body), inside);
        out_line(o, out_place(o, code->source.end - 1), indent);
        out_words(o, "}");
        o->broke = true;
        return;
    }
    if (o->broke) c_begin(o, code, indent);
    for_head(o, code);
    c_body(o, code->body, between(o, code->stmt->for_.head.end, code->body), indent);
}

static void do_statement(Out *o, const Code *code, Str indent)
{
    if (o->broke) c_begin(o, code, indent);
    out_words(o, "do");
    c_body(o, code->body, (Span){0, 0}, indent);
    out_words(o, " ");
    out_text(o, &code->tail);
    out_words(o, ";");
    o->broke = false;
}

static Span head_gap(const Out *o, const Code *code)
{
    const Stmt *stmt = code->stmt;

    if (!stmt) return (Span){0, 0};
    return between(o, stmt->kind == STMT_SWITCH ? stmt->switch_.head.end : stmt->loop.head.end, code->body);
}

static bool head_suspends(const Stmt *stmt)
{
    if (!stmt) return true;
    if (stmt->kind == STMT_SWITCH) return stmt->switch_.value.expr->suspends;
    return false;
}

static void loop(Out *o, const Code *code, Str indent)
{
    if (code->loop == LOOP_FOR) {
        for_statement(o, code, indent);
        return;
    }
    if (code->loop == LOOP_DO) {
        do_statement(o, code, indent);
        return;
    }
    if (o->broke || head_suspends(code->stmt)) c_begin(o, code, indent);
    out_text(o, &code->text);
    c_body(o, code->body, head_gap(o, code), indent);
    if (!code->stmt) o->broke = true;
}

/* source: while (c) S. becomes: for (;;) { with the source as a comment, then the items */
static void forever(Out *o, const Code *code, Str indent)
{
    c_begin(o, code, indent);
    out_words(o, "for (;;) { ");
    out_comment(o, code->text.pieces.at[0].span);
    c_list(o, code->body, c_deeper(o, indent), indent);
    out_line(o, out_place(o, code->source.end - 1), indent);
    out_words(o, "}");
    o->broke = true;
}

/* Whether a declaration comes first: before C23 no label may stand before one. */
static bool declares_first(const Out *o, const Code *code)
{
    if (code->kind == CODE_DECL) return true;
    if (code->kind == CODE_SET) return code->declares && !o->routine->place[code->local->index].moved;
    for (size_t i = 0; code->kind == CODE_SEQUENCE && i < code->items.len; i++) {
        const Code *item = code->items.at[i];
        bool nothing = item->kind == CODE_COMMENT ||
                       (item->kind == CODE_SET && o->routine->place[item->local->index].moved && no_text(item));
        if (!nothing) return declares_first(o, item);
    }
    return false;
}

static void label(Out *o, const Code *code, Str indent)
{
    if (!code->stmt) {
        out_line(o, line_of(o, code), (Str){0});
        out_words(o, "%.*s:;", STR_ARG(code->target));
        return;
    }
    if (o->broke) c_begin(o, code, indent);
    out_text(o, &code->text);
    if (code->body && declares_first(o, code->body)) out_words(o, ";");
    o->broke = false;
    if (!code->body) return;
    if (code->body->kind == CODE_SEQUENCE && !code->body->items.len) {
        out_words(o, " ;");
        return;
    }
    out_gap(o, between(o, code->text.pieces.at[0].span.end, code->body), indent);
    c_code(o, code->body, c_indent_of(o, code->body->source.begin, c_deeper(o, indent)));
}

/* ------------------------------------------------------------------ dispatch */

/* A statement whose lines are ours: the source says first what it was. */
static void say_source(Out *o, const Code *code, Str indent)
{
    out_line(o, line_of(o, code), indent);
    out_comment(o, code->source);
}

static void sequence(Out *o, const Code *code, Str indent)
{
    bool first = true;

    for (size_t i = 0; i < code->items.len; i++) {
        const Code *item = code->items.at[i];
        if (first && item->kind != CODE_COMMENT && code->said) say_source(o, code, indent);
        first = false;
        c_own_line(o, item, indent);
    }
    if (!code->items.len) o->swallow = true;
}

void c_code(Out *o, const Code *code, Str indent)
{
    switch (code->kind) {
    case CODE_TEXT: text_statement(o, code, indent); break;
    case CODE_DECL: c_declaration(o, code, indent); break;
    case CODE_SET: set(o, code, indent); break;
    case CODE_STORE: c_begin(o, code, indent); c_store(o, &code->text); break;
    case CODE_AWAIT: c_await(o, code, indent); break;
    case CODE_START: c_start(o, code, indent); break;
    case CODE_YIELD: c_yield(o, code, indent); break;
    case CODE_SEQUENCE: sequence(o, code, indent); break;
    case CODE_BLOCK:
        if (c_from_source(code)) {
            if (o->broke) c_begin(o, code, indent);
            c_block_of_source(o, code, indent);
        } else {
            c_begin(o, code, indent);
            c_braced(o, code, indent);
            o->broke = true;
        }
        break;
    case CODE_IF: if_statement(o, code, indent); break;
    case CODE_LOOP: loop(o, code, indent); break;
    case CODE_FOREVER: forever(o, code, indent); break;
    case CODE_LABEL: label(o, code, indent); break;
    case CODE_JUMP: c_begin(o, code, indent); c_jump(o, code); break;
    case CODE_LEAVE: c_leave(o, code, indent); break;
    case CODE_DISPATCH: c_dispatch(o, code, indent); break;
    case CODE_COMMENT: comment(o, code, indent); break;
    }
}
