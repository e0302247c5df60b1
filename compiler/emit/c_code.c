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

/* ------------------------------------------------------------------ blocks and bodies */

static bool from_source(const Code *block)
{
    return block->kind == CODE_BLOCK && !block->braces;
}

/* A statement that does not follow the source before it. */
static void own_line(Out *o, const Code *item, Str indent)
{
    if (item->verbatim || from_source(item)) out_line(o, line_of(o, item), indent);
    c_code(o, item, indent);
    o->broke = true;
}

/* Statements that were statements of this block stay where they were; others follow. */
void c_items(Out *o, const Code *block, Str indent)
{
    uint32_t at = block->source.begin + 1, end = block->source.end - 1;
    Str inside = c_deeper(o, indent);

    for (size_t i = 0; i < block->items.len; i++) {
        const Code *item = block->items.at[i];
        Str own = c_indent_of(o, item->source.begin, inside);
        bool follows = item->source.begin >= at && item->source.begin < end;
        if (follows) {
            out_gap(o, (Span){at, item->source.begin}, own);
            at = item->source.end;
        } else if (at < end && item->source.begin >= end) {
            out_gap(o, (Span){at, end}, indent);
            at = end;
        }
        if (follows) c_code(o, item, own);
        else own_line(o, item, item->source.begin >= end ? inside : own);
    }
    if (at < end) out_gap(o, (Span){at, end}, indent);
}

static void block_of_source(Out *o, const Code *block, Str indent)
{
    out_words(o, "{");
    c_items(o, block, indent);
    if (o->broke) out_line(o, out_place(o, block->source.end - 1), indent);
    out_words(o, "}");
    o->broke = false;
}

/* Whether a block of the source declares nothing that could hide, or be, another name. */
static bool opens_no_names(const Code *block)
{
    for (size_t i = 0; i < block->items.len; i++)
        if (block->items.at[i]->kind == CODE_DECL || block->items.at[i]->kind == CODE_LABEL) return false;
    return true;
}

/* Whether a name that the block declares is declared before it among the items. */
static bool declares_again(const Code *list, size_t end)
{
    const Code *block = list->items.at[end];

    for (size_t k = 0; k < block->items.len; k++) {
        const Code *decl = block->items.at[k];
        if (decl->kind == CODE_LABEL) return true;
        for (uint32_t d = 0; decl->kind == CODE_DECL && d < decl->declarators; d++) {
            const Local *local = decl->declarator[d].source->local;
            for (size_t i = 0; i < end; i++) {
                const Code *item = list->items.at[i];
                if (item->kind == CODE_SET && item->declares && (!local || str_eq(item->local->name, local->name)))
                    return true;
            }
        }
    }
    return false;
}

/* Whether one pair of braces is enough for the list and the source's block in it. */
static bool can_merge(const Code *list, size_t i)
{
    const Code *item = list->items.at[i];

    if (!from_source(item)) return false;
    return opens_no_names(item) || (i + 1 == list->items.len && !declares_again(list, i));
}

/* A block of the source, copied as it is, whose names can stand beside those of ours. */
static bool is_plain_block(const Code *code)
{
    const Stmt *stmt = code->stmt;

    if (!code->verbatim || !stmt || stmt->kind != STMT_COMPOUND) return false;
    for (uint32_t i = 0; i < stmt->compound.items; i++) {
        StmtKind kind = stmt->compound.item[i]->kind;
        if (kind == STMT_DECL || kind == STMT_LABEL || kind == STMT_OTHER) return false;
    }
    return true;
}

/* Items between braces of ours, one of which may be the source's block: one pair is enough. */
static void list(Out *o, const Code *code, Str indent, Str outer)
{
    for (size_t i = 0; i < code->items.len; i++) {
        const Code *item = code->items.at[i];
        if (can_merge(code, i)) c_items(o, item, outer);
        else if (is_plain_block(item)) out_gap(o, (Span){item->source.begin + 1, item->source.end - 1}, outer);
        else own_line(o, item, indent);
        if (writer_at_line_start(&o->w)) o->broke = true;
    }
}

/* Assignments and a jump: short enough for the line of the condition that leads to them. */
static bool is_short(const Code *code)
{
    if (code->kind != CODE_SEQUENCE || code->items.len > 4 || !code->items.len) return false;
    for (size_t i = 0; i < code->items.len; i++) {
        const Code *item = code->items.at[i];
        bool last = i + 1 == code->items.len;
        bool plain = item->kind == CODE_SET || item->kind == CODE_STORE;
        bool leaves = item->kind == CODE_JUMP || (item->kind == CODE_LEAVE && item->leave == LEAVE_RAISE);
        if (item->verbatim || item->declares || !(last ? leaves : plain)) return false;
    }
    return true;
}

/* `{ leave = f__to_return; raised = 0; goto f__defer; }`; false, and nothing, when it is too long. */
static bool on_one_line(Out *o, const Code *code, Str indent)
{
    size_t begin = o->w.len, line = begin;
    uint32_t number = o->w.line, assumed = o->assumed;
    bool ours = o->ours;

    while (line && o->w.text[line - 1] != '\n') line--;
    out_words(o, "{");
    o->inside = true;
    for (size_t i = 0; i < code->items.len; i++) {
        size_t before = o->w.len;
        out_words(o, " ");
        c_code(o, code->items.at[i], indent);
        if (o->w.len == before + 1) o->w.len = before;
    }
    o->inside = false;
    out_words(o, " }");
    if (o->w.len - line <= OUT_COLUMNS && !memchr(o->w.text + begin, '\n', o->w.len - begin)) return true;
    o->w.len = begin;
    o->w.line = number;
    o->assumed = assumed;
    o->ours = ours;
    return false;
}

/* Braces of ours around anything. */
static void braced(Out *o, const Code *code, Str indent)
{
    Str inside = c_deeper(o, indent);
    bool several = code->kind == CODE_SEQUENCE || (code->kind == CODE_BLOCK && code->braces);

    if (is_short(code) && on_one_line(o, code, indent)) return;
    out_words(o, "{");
    o->broke = true;
    if (several) list(o, code, inside, indent);
    else own_line(o, code, inside);
    out_line(o, out_place(o, code->source.end ? code->source.end - 1 : 0), indent);
    out_words(o, "}");
}

/* A sequence of one statement is that statement. */
static const Code *unwrapped(const Code *code)
{
    while (code->kind == CODE_SEQUENCE && code->items.len == 1) code = code->items.at[0];
    return code;
}

static bool is_one_statement(const Code *code)
{
    if (code->kind == CODE_JUMP || code->kind == CODE_TEXT) return true;
    if (code->kind == CODE_LEAVE) return !code->unwind.label.len;
    return from_source(code);
}

static bool is_kept(const Code *code)
{
    return code->verbatim || from_source(code);
}

static void kept_body(Out *o, const Code *code, Str indent)
{
    if (code->verbatim) out_span(o, code->source);
    else block_of_source(o, code, c_indent_of(o, code->source.begin, indent));
}

/* Behind its head, or where that is too long on a line of its own. */
static void one_statement(Out *o, const Code *code, Str indent)
{
    size_t begin = o->w.len, line = begin;

    while (line && o->w.text[line - 1] != '\n') line--;
    o->broke = false;
    o->inside = true;
    c_code(o, code, indent);
    if (o->w.len - line > OUT_COLUMNS && !memchr(o->w.text + begin, '\n', o->w.len - begin)) {
        o->w.len = begin - 1;
        out_line(o, line_of(o, code), c_deeper(o, indent));
        c_code(o, code, indent);
    }
    o->inside = false;
    o->broke = true;
}

/* What a head governs. `gap`: the source between the two. */
static void body(Out *o, const Code *code, Span gap, Str indent)
{
    if (is_one_statement(unwrapped(code)) && !code->said) code = unwrapped(code);
    if (is_kept(code) && gap.begin < gap.end) {
        o->broke = false;
        out_gap(o, gap, indent);
        kept_body(o, code, indent);
        return;
    }
    out_words(o, " ");
    if (from_source(code)) {
        block_of_source(o, code, indent);
    } else if (is_one_statement(code)) {
        one_statement(o, code, indent);
    } else {
        braced(o, code, indent);
    }
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
    out_text(o, &code->text);
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
    out_text(o, &code->text);
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

/* The source between two places, when both are of the source and in order. */
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
    body(o, code->body, stmt ? between(o, head_end, code->body) : (Span){0, 0}, indent);
    if (!code->otherwise) {
        o->broke = true;
        return;
    }
    if (is_kept(code->body) && is_kept(code->otherwise) && code->otherwise->source.begin > code->body->source.end) {
        out_span(o, (Span){code->body->source.end, code->otherwise->source.begin});
        kept_body(o, code->otherwise, indent);
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
        body(o, code->otherwise, (Span){0, 0}, indent);
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
        body(o, code->body, between(o, code->stmt->for_.head.end, code->body), inside);
        out_line(o, out_place(o, code->source.end - 1), indent);
        out_words(o, "}");
        o->broke = true;
        return;
    }
    if (o->broke) c_begin(o, code, indent);
    for_head(o, code);
    body(o, code->body, between(o, code->stmt->for_.head.end, code->body), indent);
}

static void do_statement(Out *o, const Code *code, Str indent)
{
    if (o->broke) c_begin(o, code, indent);
    out_words(o, "do");
    body(o, code->body, (Span){0, 0}, indent);
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
    body(o, code->body, head_gap(o, code), indent);
    if (!code->stmt) o->broke = true;
}

/* source: while (c) S. becomes: for (;;) { with the source as a comment, then the items */
static void forever(Out *o, const Code *code, Str indent)
{
    c_begin(o, code, indent);
    out_words(o, "for (;;) { ");
    out_comment(o, code->text.pieces.at[0].span);
    list(o, code->body, c_deeper(o, indent), indent);
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
        own_line(o, item, indent);
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
        if (from_source(code)) {
            if (o->broke) c_begin(o, code, indent);
            block_of_source(o, code, indent);
        } else {
            c_begin(o, code, indent);
            braced(o, code, indent);
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
