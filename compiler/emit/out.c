#include "out.h"
#include "c.h"
#include "wrap.h"
#include <stdarg.h>
#include <stdio.h>

/* ------------------------------------------------------------------ lines */

static void trim_blanks(Out *o)
{
    Writer *w = &o->w;

    while (w->len && (w->text[w->len - 1] == ' ' || w->text[w->len - 1] == '\t')) w->len--;
    w->text[w->len] = 0;
}

static void newline(Out *o)
{
    bool free = !o->name || !o->assumed; /* no #line counts this line */

    if (o->ours && free) wrap_line(&o->w, o->arena, OUT_COLUMNS);
    o->ours = false;
    write_text(&o->w, "\n");
    if (o->assumed && o->assumed != OUT_UNKNOWN) o->assumed++;
}

const char *out_quoted(Arena *arena, Str text)
{
    char *out = arena_alloc(arena, 4 * text.len + 3);
    size_t n = 0;

    out[n++] = '"';
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '"' || c == '\\') out[n++] = '\\';
        if (c < ' ') n += (size_t)snprintf(out + n, 5, "\\%03o", c);
        else out[n++] = (char)c;
    }
    out[n++] = '"';
    return out;
}

/* Files are few: the main file is the first, then headers in the order in which they come. */
enum { LINE_BITS = 20, LINE_MASK = (1 << LINE_BITS) - 1 };

uint32_t out_place(const Out *o, uint32_t at)
{
    OutFiles *files = o->files;
    const Source *file = source_place(o->source, (Span){at, at}).file;
    uint32_t index = 0;

    while (index < files->all.len && files->all.at[index] != file) index++;
    if (index == files->all.len) VEC_PUSH(o->arena, &files->all, file);
    return index << LINE_BITS | (source_line(o->source, at) & LINE_MASK);
}

/* At the start of a line: makes the compiler take it for `line` of the source, 0: of the output. */
static void sync_line(Out *o, uint32_t place)
{
    uint32_t line = place & LINE_MASK;

    if (!o->name || o->assumed == place) return;
    if (!place)
        write_format(&o->w, "#line %u %s\n", o->w.line + 1, out_quoted(o->arena, str_from(o->name)));
    else if (o->assumed && o->assumed >> LINE_BITS == place >> LINE_BITS)
        write_format(&o->w, "#line %u\n", line);
    else
        write_format(&o->w, "#line %u %s\n", line,
                     out_quoted(o->arena, str_from(o->files->all.at[place >> LINE_BITS]->name)));
    o->assumed = place;
}

void out_line(Out *o, uint32_t place, Str indent)
{
    trim_blanks(o);
    if (!writer_at_line_start(&o->w)) newline(o);
    sync_line(o, place);
    write_str(&o->w, indent);
    o->broke = true;
    o->swallow = false;
}

void out_blank(Out *o)
{
    out_line(o, 0, (Str){0});
    newline(o);
}

void out_words(Out *o, const char *format, ...)
{
    char small[512];
    va_list ap;

    va_start(ap, format);
    int n = vsnprintf(small, sizeof small, format, ap);
    va_end(ap);
    o->ours = true;
    if (n < (int)sizeof small) {
        write_text(&o->w, small);
        return;
    }
    char *large = arena_alloc(o->arena, (size_t)n + 1);
    va_start(ap, format);
    vsnprintf(large, (size_t)n + 1, format, ap);
    va_end(ap);
    write_text(&o->w, large);
}

Str out_own(const Out *o)
{
    const Await *branch = o->branch;
    Str self = out_self(o, branch);

    if (!branch || branch->is_closure) return self;
    return arena_printf(o->arena, "&%.*s->%.*s.frame", STR_ARG(self), STR_ARG(branch->field));
}

Str out_frame(const Out *o)
{
    const Routine *routine = o->routine;

    return o->branch ? routine->frame : arena_printf(o->arena, "&%.*s->base", STR_ARG(routine->self));
}

Str out_resumed(const Out *o)
{
    return o->branch ? o->branch->label : o->routine->function->name;
}

uint32_t out_source_line(const Out *o, Span span)
{
    return out_place(o, span.begin);
}

/* ------------------------------------------------------------------ source text */

static bool is_blank_line(const Out *o, Span span)
{
    for (uint32_t i = span.begin; i < span.end; i++) {
        char c = o->source->text.at[i];
        if (c == '\n') return true;
        if (c != ' ' && c != '\t') return false;
    }
    return false;
}

/* The names that C gives to the enclosing function would tell of the resume function. */
static size_t function_name_at(Str text, size_t at)
{
    static const char *const word[] = {"__func__", "__FUNCTION__", "__PRETTY_FUNCTION__"};

    if (at && char_in_word(text.at[at - 1])) return 0;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        size_t n = strlen(word[i]);
        if (text.len - at >= n && memcmp(text.at + at, word[i], n) == 0 && !char_in_word(text.at[at + n]))
            return n;
    }
    return 0;
}

static void write_words(Out *o, Str text)
{
    bool inside = o->routine && o->routine->function->colour != COLOUR_PLAIN;
    size_t written = 0;

    for (size_t i = 0; inside && i < text.len; i++) {
        size_t n = text.at[i] == '_' ? function_name_at(text, i) : 0;
        if (!n) continue;
        write_str(&o->w, (Str){text.at + written, i - written});
        out_words(o, "\"%.*s\"", STR_ARG(o->routine->function->name));
        written = i + n;
        i = written - 1;
    }
    write_str(&o->w, (Str){text.at + written, text.len - written});
}

/* Text without references to rename, line by line. */
static void copy(Out *o, Span span)
{
    const char *text = o->source->text.at;
    uint32_t i = span.begin;

    while (i < span.end) {
        if (writer_at_line_start(&o->w) && !is_blank_line(o, (Span){i, span.end}))
            sync_line(o, out_place(o, i));
        uint32_t end = i;
        while (end < span.end && text[end] != '\n') end++;
        write_words(o, (Str){text + i, end - i});
        if (end < span.end) {
            newline(o);
            end++;
        }
        i = end;
    }
}

/* Edits are made once for each function that is written. */
static const Edits *edits(Out *o)
{
    if (!o->routine) return &o->outside;
    if (o->edited != o->routine) {
        o->edits = edits_of(o->arena, o->unit, o->routine);
        o->edited = o->routine;
    }
    return &o->edits;
}

/* source: &x of a const x. becomes: its field, which is not const, as what it was declared to be */
static void write_const(Out *o, const Local *local)
{
    bool unnamed = local->type->is_unnamed;
    const Type *pointer = type_pointer_to(o->arena, local->type);

    if (unnamed) out_words(o, "(*(const __typeof__(");
    if (unnamed) out_local(o, local);
    if (unnamed) out_words(o, ") *)&");
    else out_words(o, "(*(%.*s)&", STR_ARG(out_type(o, pointer, (Str){0})));
    out_local(o, local);
    out_words(o, ")");
}

/* An array of variable length: a pointer to its first element, or to its first row. */
static void write_array(Out *o, const Local *local, Access access)
{
    const Type *pointer = type_pointer_to(o->arena, local->type);
    bool whole = access == ACCESS_ADDRESS || access == ACCESS_UNEVALUATED;
    bool rows = local->type->element->class_ == TYPE_VLA;

    if (whole || rows) out_words(o, "(*(%.*s)", STR_ARG(out_type(o, pointer, (Str){0})));
    out_local(o, local);
    if (whole || rows) out_words(o, ")");
}

/* A pointer to one, which is kept as a void pointer. */
static void write_pointer(Out *o, const Local *local, Access access)
{
    bool value = access == ACCESS_READ || access == ACCESS_UNEVALUATED;
    const Type *type = value ? local->type : type_pointer_to(o->arena, local->type);

    out_words(o, value ? "((%.*s)" : "(*(%.*s)&", STR_ARG(out_type(o, type, (Str){0})));
    out_local(o, local);
    out_words(o, ")");
}

void out_use(Out *o, const Local *local, Access access)
{
    bool tells = access == ACCESS_ADDRESS || access == ACCESS_UNEVALUATED;
    bool moved = o->routine->place[local->index].moved;
    bool variable = local->type->class_ == TYPE_VLA &&
                    (moved || local->index >= o->routine->function->locals.len);

    if (variable && local->type->is_array) write_array(o, local, access);
    else if (variable) write_pointer(o, local, access);
    else if (tells && moved && local->type->is_const) write_const(o, local);
    else out_local(o, local);
}

/* source: (T){...}. becomes: (*(T *)__builtin_memcpy(&self->literal, &(T){...}, sizeof ...)) */
static void begin_literal(Out *o, const Local *local)
{
    const Type *pointer = type_pointer_to(o->arena, local->type);

    if (local->type->is_unnamed) {
        out_words(o, "(*(__typeof__(");
        out_local(o, local);
        out_words(o, ") *)");
    } else {
        out_words(o, "(*(%.*s)", STR_ARG(out_type(o, pointer, (Str){0})));
    }
    out_words(o, "__builtin_memcpy((void *)&");
    out_local(o, local);
    out_words(o, ", (const void *)&(");
}

static void end_literal(Out *o, const Local *local)
{
    out_words(o, "}, sizeof ");
    out_local(o, local);
    out_words(o, "))");
}

/* Whether it applies: definitions on their way before the frame keep what is defined inside. */
static bool applies(const Out *o, const Edit *edit)
{
    switch (edit->kind) {
    case EDIT_LITERAL_BEGIN:
    case EDIT_LITERAL_END: return !o->hoisting;
    case EDIT_HOIST: return !o->hoisting || o->defined;
    case EDIT_LOCAL: return !o->heading;
    default: return true;
    }
}

/* Outside the function, for its type alone. */
static void write_typed(Out *o, const Local *local)
{
    const Type *pointer = type_pointer_to(o->arena, local->type);

    out_words(o, "(*(%.*s)0)", STR_ARG(out_type(o, pointer, (Str){0})));
}

static void write_edit(Out *o, const Edit *edit)
{
    switch (edit->kind) {
    case EDIT_LOCAL:
        if (o->hoisting) write_typed(o, edit->local);
        else out_use(o, edit->local, edit->access);
        break;
    case EDIT_LITERAL_BEGIN: begin_literal(o, edit->local); break;
    case EDIT_LITERAL_END: end_literal(o, edit->local); break;
    case EDIT_TYPE: out_words(o, "__typeof__(%.*s)", STR_ARG(out_type(o, edit->type, (Str){0}))); break;
    case EDIT_RENAME:
    case EDIT_HOIST: write_str(&o->w, edit->text); break;
    }
}

void out_span(Out *o, Span span)
{
    uint32_t at = span.begin;

    if (span.begin >= span.end) return;
    const Edits *all = edits(o);
    for (size_t i = edits_find(all, at); i < all->list.len; i++) {
        const Edit *edit = &all->list.at[i];
        if (edit->span.begin >= span.end) break;
        if (edit->span.begin < at || !applies(o, edit)) continue;
        copy(o, (Span){at, edit->span.begin});
        bool ours = o->ours;
        write_edit(o, edit);
        o->ours = ours;
        at = edit->span.end;
    }
    if (at < span.end) copy(o, (Span){at, span.end});
}

bool out_is_gone(const Out *o, Span span)
{
    const Function *function = o->routine->function;

    for (size_t i = 0; i < function->hoists.len; i++)
        if (!function->hoists.at[i].stays.len && span_within(function->hoists.at[i].gone, span)) return true;
    return false;
}

static bool has_newline(const Out *o, Span span)
{
    return memchr(o->source->text.at + span.begin, '\n', span.end - span.begin) != NULL;
}

static Span without_leading_blanks(const Out *o, Span span)
{
    while (span.begin < span.end && strchr(" \t", o->source->text.at[span.begin])) span.begin++;
    return span;
}

/* A statement has vanished from between blank lines: one of them is enough. */
static Span without_blank_lines(const Out *o, Span gap)
{
    const char *text = o->source->text.at;
    bool blank = o->w.len > 1 && o->w.text[o->w.len - 2] == '\n';

    if (gap.begin < gap.end && text[gap.begin] == '\n') gap.begin++;
    while (blank && is_blank_line(o, gap))
        while (text[gap.begin++] != '\n') continue;
    return gap;
}

void out_gap(Out *o, Span gap, Str indent)
{
    bool broke = o->broke;

    o->broke = false;
    if (o->swallow) {
        trim_blanks(o);
        gap = without_leading_blanks(o, gap);
        if (!o->name && writer_at_line_start(&o->w)) gap = without_blank_lines(o, gap);
        o->swallow = false;
    } else if (broke && !has_newline(o, gap)) {
        Span rest = without_leading_blanks(o, gap);
        out_line(o, out_place(o, gap.end), indent);
        o->broke = false;
        gap = rest;
    }
    out_span(o, gap);
}

/* ------------------------------------------------------------------ pieces */

Str out_self(const Out *o, const Await *branch)
{
    const Await *owner = await_owner(branch);

    return owner ? owner->self : o->routine->self;
}

void out_local(Out *o, const Local *local)
{
    const Place *place = &o->routine->place[local->index];

    bool captured = o->branch && !local->branch && o->routine->function->colour == COLOUR_PLAIN;

    if (captured) out_words(o, "(*%.*s->up->%.*s)", STR_ARG(o->routine->self), STR_ARG(local->name));
    else if (place->moved && !local->branch && o->routine->function->colour == COLOUR_PLAIN)
        write_str(&o->w, place->field);
    else if (place->moved)
        out_words(o, "%.*s->%.*s", STR_ARG(out_self(o, local->branch)), STR_ARG(place->field));
    else write_str(&o->w, local->name);
}

/* The local whose index stands between two holes; `*at` moves past them. */
static const Local *size_in_hole(const Out *o, Str text, size_t *at)
{
    size_t index = 0;

    for (++*at; text.at[*at] != TYPE_HOLE; ++*at) index = 10 * index + (size_t)(text.at[*at] - '0');
    ++*at;
    return o->routine->function->sizes.at[index];
}

Str out_type(Out *o, const Type *type, Str name)
{
    Str text = type_declare(o->arena, type, name);

    if (!memchr(text.at, TYPE_HOLE, text.len)) return text;
    Writer w = o->w;
    writer_init(&o->w);
    for (size_t i = 0; i < text.len;) {
        if (text.at[i] == TYPE_HOLE) out_local(o, size_in_hole(o, text, &i));
        else write_str(&o->w, (Str){&text.at[i++], 1});
    }
    Str filled = arena_copy(o->arena, (Str){o->w.text, o->w.len});
    writer_free(&o->w);
    o->w = w;
    return filled;
}

void out_child(Out *o, const Await *await)
{
    if (o->branch || o->routine->function->colour != COLOUR_PLAIN)
        out_words(o, "%.*s->", STR_ARG(out_self(o, await->within)));
    write_str(&o->w, await->field);
    if (await->joint) out_words(o, ".frame");
}

void out_child_head(Out *o, const Await *await)
{
    bool pointer = await_is_pooled(await);

    if (!pointer) out_words(o, "&");
    out_child(o, await);
    if (!pointer) out_words(o, ".base");
}

void out_result(Out *o, const Await *await)
{
    out_child(o, await);
    if (await->kind == AWAIT_JOINT) out_words(o, ".first");
    else out_words(o, await->kind == AWAIT_GENERATOR ? ".value" : ".result");
}

static void out_piece(Out *o, const Piece *piece)
{
    switch (piece->kind) {
    case PIECE_SOURCE: out_span(o, piece->span); break;
    case PIECE_WORDS: write_str(&o->w, piece->words); break;
    case PIECE_LOCAL:
        if (piece->access == ACCESS_WRITE) out_local(o, piece->local);
        else out_use(o, piece->local, piece->access);
        break;
    case PIECE_RESULT: out_result(o, piece->await); break;
    case PIECE_STATUS:
        out_child(o, piece->await);
        out_words(o, ".base.status");
        break;
    case PIECE_FINISHED: out_words(o, "%.*s->%.*s.child.finished", STR_ARG(out_self(o, piece->await->within)),
                                   STR_ARG(piece->await->field)); break;
    case PIECE_FRAME:
        if (piece->await->is_closure) c_closure_call(o, piece->await);
        else out_child_head(o, piece->await);
        break;
    }
}

void out_text(Out *o, const Text *text)
{
    for (size_t i = 0; i < text->pieces.len; i++) out_piece(o, &text->pieces.at[i]);
}
