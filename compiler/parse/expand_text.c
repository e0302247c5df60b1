#include "expand_token.h"

#include "../base/writer.h"

/*
 * Expanded words as text. What came from the buffer itself (arguments) keeps its lines, as far as
 * its order allows, and a piece of its own in the map, so that a message about it points at it and
 * not at the call as a whole.
 */
typedef struct Printer {
    const MacroTable *table;
    Arena *arena;
    Str text; /* the buffer */
    Expansion *out;
    Writer w;
    uint32_t line;  /* how many newlines of the invocation are written */
    uint32_t lines; /* how many it has */
} Printer;

static uint32_t count_newlines(Str text, uint32_t begin, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t i = begin; i < end; i++) n += text.at[i] == '\n';
    return n;
}

/* ------------------------------------------------------------------ pieces */

/* Whether text that stands at `from` in the buffer (NOWHERE: made) goes on with the piece. */
static bool continues(const SourceMove *piece, bool is_made, uint32_t from, const SourceBody *body)
{
    if (body && body != piece->body) return false;
    return from == NOWHERE ? is_made : !is_made && piece->from + piece->from_len == from;
}

static void put(Printer *p, Str s, uint32_t from, const SourceBody *body)
{
    Span whole = p->out->span;
    SourceMove *last = p->out->pieces.len ? &p->out->pieces.at[p->out->pieces.len - 1] : NULL;
    /* The whole call as origin is the mark of made text: no argument is that long. */
    bool is_made = last && last->from == whole.begin && last->from_len == whole.end - whole.begin;
    uint32_t len = (uint32_t)s.len;
    if (!last || !continues(last, is_made, from, body)) {
        SourceMove piece = {(uint32_t)p->w.len, 0, from, 0, NULL, body};
        if (from == NOWHERE) piece.from = whole.begin, piece.from_len = whole.end - whole.begin;
        VEC_PUSH(p->arena, &p->out->pieces, piece);
        last = &p->out->pieces.at[p->out->pieces.len - 1];
    }
    last->len += len;
    if (from != NOWHERE) last->from_len += len;
    write_str(&p->w, s);
}

/* The map goes on behind the call, whatever its last word was. */
static void end_pieces(Printer *p)
{
    Span whole = p->out->span;
    SourceMove *last = p->out->pieces.len ? &p->out->pieces.at[p->out->pieces.len - 1] : NULL;
    if (last && last->from + last->from_len == whole.end) return;
    SourceMove end = {.at = (uint32_t)p->w.len, .from = whole.end};
    if (!last) end.from = whole.begin, end.from_len = whole.end - whole.begin;
    VEC_PUSH(p->arena, &p->out->pieces, end);
}

/* ------------------------------------------------------------------ white space */

/* The white space before `at` up to the line's start; empty when anything else stands there. */
static Str indentation(Str text, uint32_t at)
{
    uint32_t begin = at;
    while (begin > 0 && text.at[begin - 1] != '\n') begin--;
    uint32_t end = begin;
    while (end < at && (text.at[end] == ' ' || text.at[end] == '\t')) end++;
    return (Str){text.at + begin, end - begin};
}

/* Goes down to the line where the word stands in the call, if that lies ahead. */
static bool put_newlines(Printer *p, const Word *word)
{
    Span whole = p->out->span;
    bool in_call = word->from != NOWHERE && span_has(whole, word->from);
    uint32_t line = in_call ? count_newlines(p->text, whole.begin, word->from) : 0;
    if (line <= p->line || word_is(word, "#")) return false;
    for (; p->line < line; p->line++) put(p, STR("\n"), NOWHERE, NULL);
    put(p, indentation(p->text, word->from), NOWHERE, NULL);
    return true;
}

/* What is to stand between two words; `left` NULL: nothing is written yet. */
static void put_space(Printer *p, const Word *left, const Word *word)
{
    if (put_newlines(p, word)) return;
    if (!left || !(word->space || words_clash(p->arena, left->text, word->text))) return;
    uint32_t behind = left->from == NOWHERE ? NOWHERE : left->from + (uint32_t)left->text.len;
    bool as_written = behind != NOWHERE && word->from == behind + 1 && p->text.at[behind] == ' ';
    put(p, STR(" "), as_written ? behind : NOWHERE, NULL);
}

/* ------------------------------------------------------------------ names that must not expand */

/* Where `(name)` would not mean what `name` means. */
static bool needs_bare_name(const Word *left)
{
    static const char *const words[] = {".", "->", "struct", "union", "enum", "goto", "::"};
    for (size_t i = 0; left && i < sizeof words / sizeof *words; i++) {
        if (word_is(left, words[i])) return true;
    }
    return false;
}

static bool names_itself(const Macro *macro)
{
    return macro->body && !macro->body->next && str_eq(macro->body->text, macro->name);
}

/*
 * The words are final: a macro's name among them is there because C leaves it alone. As text it
 * would be expanded after all, unless it cannot be taken for a call.
 */
static void put_word(Printer *p, const Word *left, const Word *word)
{
    const Macro *macro = find_macro(p->table, word);
    bool is_call = macro && macro->is_function && word_is(word->next, "(");
    if (is_call && !needs_bare_name(left)) {
        put(p, STR("("), NOWHERE, NULL);
        put(p, word->text, word->from, word->body);
        put(p, STR(")"), NOWHERE, NULL);
        return;
    }
    if (is_call || (macro && !macro->is_function && !names_itself(macro))) {
        p->out->unsafe = word->text;
    }
    const char *plain = word->kind == TOKEN_PUNCTUATOR ? lex_digraph(word->text) : NULL;
    if (plain)
        put(p, str_from(plain), NOWHERE, NULL);
    else
        put(p, word->text, word->from, word->body);
}

/* ------------------------------------------------------------------ neighbours */

/* The text of the token that touches the call, before or behind it; empty: white space does. */
static Str before(const Printer *p, const Tokens *tokens)
{
    size_t at = lex_find(tokens, p->out->span.begin);
    bool touches = at > 0 && tokens->at[at - 1].end == p->out->span.begin;
    return touches ? lex_text(p->text, &tokens->at[at - 1]) : (Str){0};
}

static Str behind(const Printer *p, const Tokens *tokens)
{
    size_t at = lex_find(tokens, p->out->span.end);
    bool touches = at < tokens->len && tokens->at[at].begin == p->out->span.end;
    return touches ? lex_text(p->text, &tokens->at[at]) : (Str){0};
}

static void put_words(Printer *p, const Tokens *tokens, const Word *words)
{
    Str left_of_call = before(p, tokens), right_of_call = behind(p, tokens);
    const Word *last = NULL;
    if (words_clash(p->arena, left_of_call, words ? words->text : right_of_call)) {
        put(p, STR(" "), NOWHERE, NULL);
    }
    for (const Word *word = words; word; word = word->next) {
        put_space(p, last, word);
        put_word(p, last, word);
        last = word;
    }
    bool touches = p->line == p->lines;
    for (; p->line < p->lines; p->line++) put(p, STR("\n"), NOWHERE, NULL);
    if (last && touches && words_clash(p->arena, last->text, right_of_call)) {
        put(p, STR(" "), NOWHERE, NULL);
    }
}

void expand_write(const MacroTable *table, Str text, const Tokens *tokens, const Word *words,
                  Expansion *out)
{
    Printer p = {.table = table, .arena = table->arena, .text = text, .out = out};
    p.lines = count_newlines(text, out->span.begin, out->span.end);
    writer_init(&p.w);
    put_words(&p, tokens, words);
    end_pieces(&p);
    out->text = arena_copy(p.arena, (Str){p.w.text, p.w.len});
    writer_free(&p.w);
}

/* ------------------------------------------------------------------ the new buffer */

/* The pieces of all expansions, by their place in the new buffer, whose text goes to `w`. */
static SourceMove *build(Arena *arena, const Source *source, const Expansion *expansion,
                         size_t count, Writer *w, uint32_t *moves)
{
    VEC(SourceMove) moved = {0};
    uint32_t done = 0;
    for (size_t i = 0; i < count; i++) {
        write_str(w, source_text(source, (Span){done, expansion[i].span.begin}));
        for (size_t k = 0; k < expansion[i].pieces.len; k++) {
            SourceMove piece = expansion[i].pieces.at[k];
            piece.at += (uint32_t)w->len;
            VEC_PUSH(arena, &moved, piece);
        }
        write_str(w, expansion[i].text);
        done = expansion[i].span.end;
    }
    write_str(w, source_text(source, (Span){done, (uint32_t)source->text.len}));
    *moves = (uint32_t)moved.len;
    return moved.at;
}

const Source *expand_apply(Arena *arena, const Source *source, const Expansion *expansion,
                           size_t count)
{
    if (count == 0) return source;
    Writer w;
    uint32_t moves;
    writer_init(&w);
    SourceMove *moved = build(arena, source, expansion, count, &w, &moves);
    Source *result = ARENA_NEW(arena, Source);
    source_init(result, arena, source->name, arena_copy(arena, (Str){w.text, w.len}));
    result->moved = moved;
    result->moves = moves;
    result->original = source;
    writer_free(&w);
    return result;
}
