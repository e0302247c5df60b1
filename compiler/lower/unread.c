/*
 * unread.c - temporaries that nothing reads: the value of an await whose result is dropped, the
 * status of a try that nobody looks at.
 */
#include "unread.h"

/* ------------------------------------------------------------------ what is read */

static void read_text(BitSet *read, const Text *text)
{
    for (size_t i = 0; i < text->pieces.len; i++)
        if (text->pieces.at[i].kind == PIECE_LOCAL)
            bitset_add(read, text->pieces.at[i].local->index);
}

static void read_code(BitSet *read, const Code *code);

static void read_await(BitSet *read, const Await *await)
{
    if (!await) return;
    read_text(read, &await->function);
    read_text(read, &await->arguments);
    if (await->caught) bitset_add(read, await->caught->index);
    read_code(read, await->body);
}

static void read_code(BitSet *read, const Code *code)
{
    if (!code) return;
    read_text(read, &code->text);
    read_text(read, &code->tail);
    read_text(read, &code->yield.value);
    for (uint32_t i = 0; i < code->declarators; i++) read_text(read, &code->declarator[i].init);
    if (code->yield.caught) bitset_add(read, code->yield.caught->index);
    read_await(read, code->await);
    read_code(read, code->init);
    for (size_t i = 0; i < code->items.len; i++) read_code(read, code->items.at[i]);
    read_code(read, code->body);
    read_code(read, code->otherwise);
    for (size_t i = 0; i < code->exits.len; i++) read_code(read, code->exits.at[i].jump);
}

/* ------------------------------------------------------------------ what goes */

static bool is_unread(const BitSet *read, const Local *local)
{
    return local && local->is_temporary && !local->is_kept && !bitset_has(read, local->index);
}

static bool is_word(const Lower *l, Span span)
{
    for (uint32_t i = span.begin; i < span.end; i++)
        if (!char_in_word(l->unit->source.text.at[i])) return false;
    return true;
}

/* `*h`, a result, a number: reading it does nothing. */
static bool only_reads(const Lower *l, const Text *text)
{
    for (size_t i = 0; i < text->pieces.len; i++) {
        const Piece *piece = &text->pieces.at[i];
        if (piece->kind == PIECE_SOURCE && !is_word(l, piece->span)) return false;
        if (piece->kind == PIECE_WORDS && !str_is(piece->words, "*") && !str_is(piece->words, "0"))
            return false;
    }
    return true;
}

/* source: t = E, t unread. becomes: (void)(E), where E does something */
static void evaluate_only(Arena *arena, Code *code)
{
    Text text = {0};

    VEC_PUSH(arena, &text.pieces, (Piece){.kind = PIECE_WORDS, .words = STR("(void)(")});
    for (size_t i = 0; i < code->text.pieces.len; i++)
        VEC_PUSH(arena, &text.pieces, code->text.pieces.at[i]);
    VEC_PUSH(arena, &text.pieces, (Piece){.kind = PIECE_WORDS, .words = STR(");")});
    code->kind = CODE_TEXT;
    code->text = text;
    code->local = NULL;
}

typedef struct Drop {
    const Lower *l;
    BitSet read;
    bool dropped;
} Drop;

static void drop_in(Drop *d, Code *code);

/* Whether the statement is gone. */
static bool drop_set(Drop *d, Code *code)
{
    if (code->kind != CODE_SET || !is_unread(&d->read, code->local)) return false;
    d->dropped = true;
    if (only_reads(d->l, &code->text)) return true;
    evaluate_only(d->l->arena, code);
    return false;
}

static void drop_items(Drop *d, Code *code)
{
    size_t kept = 0;

    for (size_t i = 0; i < code->items.len; i++) {
        Code *item = code->items.at[i];
        if (drop_set(d, item)) continue;
        drop_in(d, item);
        code->items.at[kept++] = item;
    }
    code->items.len = kept;
}

/* A body that is nothing but such a statement becomes an empty sequence. */
static void drop_body(Drop *d, Code *body)
{
    if (!body) return;
    if (drop_set(d, body))
        *body = (Code){.kind = CODE_SEQUENCE, .source = body->source, .scope = body->scope};
    else
        drop_in(d, body);
}

static void drop_in(Drop *d, Code *code)
{
    if (code->await) {
        if (is_unread(&d->read, code->await->dest)) code->await->dest = NULL;
        drop_body(d, code->await->body);
    }
    drop_items(d, code);
    drop_body(d, code->body);
    drop_body(d, code->otherwise);
}

void unread_drop(Lower *l, Routine *routine)
{
    Drop d = {.l = l};

    do {
        d.dropped = false;
        d.read = bitset_new(l->arena, routine->locals.len);
        read_code(&d.read, routine->body);
        drop_in(&d, routine->body);
    } while (d.dropped);
}
