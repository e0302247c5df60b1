/* c_block.c - lists of statements, the braces around them, what a head governs. */
#include "c.h"

static uint32_t line_of(const Out *o, const Code *code)
{
    return out_place(o, code->source.begin);
}

bool c_from_source(const Code *block)
{
    return block->kind == CODE_BLOCK && !block->braces;
}

void c_own_line(Out *o, const Code *item, Str indent)
{
    if (item->verbatim || c_from_source(item)) out_line(o, line_of(o, item), indent);
    c_code(o, item, indent);
    o->broke = true;
}

/* The end of the comment behind `at` on its line; `at` where there is none. */
static uint32_t behind_comment(const Out *o, uint32_t at, uint32_t end)
{
    Str rest = {o->source->text.at + at, end - at};
    size_t line = 0, from = 0;

    while (line < rest.len && rest.at[line] != '\n') line++;
    while (from < line && (rest.at[from] == ' ' || rest.at[from] == '\t')) from++;
    rest = (Str){rest.at + from, line - from};
    if (str_starts(rest, "//")) return at + (uint32_t)line;
    if (!str_starts(rest, "/*")) return at;
    for (size_t i = 2; i + 1 < rest.len; i++)
        if (rest.at[i] == '*' && rest.at[i + 1] == '/') return at + (uint32_t)(from + i + 2);
    return at;
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
            inside = own;
        } else if (at < end && item->source.begin >= end) {
            out_gap(o, (Span){at, end}, indent);
            at = end;
        } else if (at < end && behind_comment(o, at, end) > at) {
            uint32_t behind = behind_comment(o, at, end);
            out_gap(o, (Span){at, behind}, own);
            at = behind;
        }
        if (follows) c_code(o, item, own);
        else c_own_line(o, item, item->source.begin >= end ? inside : own);
    }
    if (at < end) out_gap(o, (Span){at, end}, indent);
}

void c_block_of_source(Out *o, const Code *block, Str indent)
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

    if (!c_from_source(item)) return false;
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

void c_list(Out *o, const Code *code, Str indent, Str outer)
{
    for (size_t i = 0; i < code->items.len; i++) {
        const Code *item = code->items.at[i];
        if (can_merge(code, i)) c_items(o, item, outer);
        else if (is_plain_block(item)) out_gap(o, (Span){item->source.begin + 1, item->source.end - 1}, outer);
        else c_own_line(o, item, indent);
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

void c_braced(Out *o, const Code *code, Str indent)
{
    Str inside = c_deeper(o, indent);
    bool several = code->kind == CODE_SEQUENCE || (code->kind == CODE_BLOCK && code->braces);

    if (is_short(code) && on_one_line(o, code, indent)) return;
    out_words(o, "{");
    o->broke = true;
    if (several) c_list(o, code, inside, indent);
    else c_own_line(o, code, inside);
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
    return c_from_source(code);
}

bool c_is_kept(const Code *code)
{
    return code->verbatim || c_from_source(code);
}

void c_kept_body(Out *o, const Code *code, Str indent)
{
    if (code->verbatim) out_span(o, code->source);
    else c_block_of_source(o, code, c_indent_of(o, code->source.begin, indent));
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

void c_body(Out *o, const Code *code, Span gap, Str indent)
{
    if (is_one_statement(unwrapped(code)) && !code->said) code = unwrapped(code);
    if (c_is_kept(code) && gap.begin < gap.end) {
        o->broke = false;
        out_gap(o, gap, indent);
        c_kept_body(o, code, indent);
        return;
    }
    out_words(o, " ");
    if (c_from_source(code)) {
        c_block_of_source(o, code, indent);
    } else if (is_one_statement(code)) {
        one_statement(o, code, indent);
    } else {
        c_braced(o, code, indent);
    }
}
