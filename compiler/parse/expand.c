#include "expand_token.h"

#include "../base/writer.h"

/*
 * Prosser's algorithm: every token carries the set of macros that it came out of, and a name in its
 * own set is not expanded. Where the C standard leaves the order open, gcc and clang agree on what
 * this gives.
 */
typedef struct Expander {
    const MacroTable *table;
    Arena *arena;
    bool revealing;      /* what is left to the compiler is expanded too */
    const char *problem; /* the first; NULL: none */
} Expander;

/* An argument: as written, and (when first asked for) expanded. */
typedef struct Argument {
    Word *raw;
    Word *expanded;
    bool is_expanded;
    bool is_absent; /* of the variable arguments: not even a comma stands there */
} Argument;

/* An invocation while its body is filled in. */
typedef struct Invocation {
    const Macro *macro;
    Argument *argument; /* one per parameter */
} Invocation;

static Word *expand_list(Expander *e, Word *list);
static WordList substitute(Expander *e, const Invocation *in, const Word *body);

static void complain(Expander *e, const char *format, Str name)
{
    if (!e->problem) e->problem = arena_printf(e->arena, format, STR_ARG(name)).at;
}

/* ------------------------------------------------------------------ hide sets */

static bool hides(const HideSet *set, Str name)
{
    for (; set; set = set->next) {
        if (str_eq(set->name, name)) return true;
    }
    return false;
}

static const HideSet *hide_add(Arena *arena, const HideSet *set, Str name)
{
    if (hides(set, name)) return set;
    HideSet *new = ARENA_NEW(arena, HideSet);
    *new = (HideSet){set, name};
    return new;
}

static const HideSet *hide_union(Arena *arena, const HideSet *a, const HideSet *b)
{
    if (!a) return b;
    for (; b; b = b->next) a = hide_add(arena, a, b->name);
    return a;
}

static const HideSet *hide_common(Arena *arena, const HideSet *a, const HideSet *b)
{
    const HideSet *common = NULL;
    for (; a; a = a->next) {
        if (hides(b, a->name)) common = hide_add(arena, common, a->name);
    }
    return common;
}

/* ------------------------------------------------------------------ arguments */

/* The parenthesis that ends an invocation whose list opens at `open`; NULL: it is not closed. */
static const Word *closing(const Word *open)
{
    int depth = 0;
    for (const Word *word = open; word; word = word->next) {
        depth += word_is(word, "(") - word_is(word, ")");
        if (depth == 0) return word;
    }
    return NULL;
}

/* How many arguments stand in the list, and where each begins; the rest are one when variadic. */
static uint32_t split(const Macro *macro, const Word *open, const Word *close, const Word **begin,
                      const Word **end)
{
    uint32_t room = (uint32_t)macro->parameters.len, n = 0;
    int depth = 0;
    const Word *start = open->next;
    for (const Word *word = open->next;; word = word->next) {
        bool takes_rest = macro->is_variadic && n + 1 == room;
        if (word == close || (depth == 0 && word_is(word, ",") && !takes_rest)) {
            if (n < room) begin[n] = start, end[n] = word;
            n++;
            if (word == close) return n;
            start = word->next;
        }
        depth += word_is(word, "(") - word_is(word, ")");
    }
}

/* NULL when their number is wrong. */
static Argument *read_arguments(Expander *e, const Macro *macro, const Word *open,
                                const Word *close)
{
    size_t room = macro->parameters.len;
    const Word **begin = ARENA_ARRAY(e->arena, const Word *, room);
    const Word **end = ARENA_ARRAY(e->arena, const Word *, room);
    Argument *argument = ARENA_ARRAY(e->arena, Argument, room + 1);
    uint32_t n = split(macro, open, close, begin, end);
    if (room == 0 && open->next == close) return argument;
    bool rest_is_absent = macro->is_variadic && n + 1 == room;
    if (n != room && !rest_is_absent) return NULL;
    for (uint32_t i = 0; i < n; i++) {
        argument[i].raw = word_copy_list(e->arena, begin[i], end[i]).first;
    }
    if (rest_is_absent) argument[n].is_absent = true;
    return argument;
}

static Argument *find_argument(const Invocation *in, const Word *word)
{
    if (!word || word->kind != TOKEN_IDENTIFIER) return NULL;
    for (size_t i = 0; i < in->macro->parameters.len; i++) {
        if (str_eq(in->macro->parameters.at[i], word->text)) return &in->argument[i];
    }
    return NULL;
}

static Argument *rest_of(const Invocation *in)
{
    return in->macro->is_variadic ? &in->argument[in->macro->parameters.len - 1] : NULL;
}

static const Word *expanded(Expander *e, Argument *argument)
{
    if (!argument->is_expanded) {
        argument->expanded = expand_list(e, word_copy_list(e->arena, argument->raw, NULL).first);
        argument->is_expanded = true;
    }
    return argument->expanded;
}

/* An operand of # or ##: as written, but in what was expanded before nothing is left to expand. */
static const Word *revealed(Expander *e, const Word *raw)
{
    const Word *word = raw;
    while (word && !(word->settled && find_hidden(e->table, word))) word = word->next;
    if (!word || e->revealing) return raw;
    e->revealing = true;
    raw = expand_list(e, word_copy_list(e->arena, raw, NULL).first);
    e->revealing = false;
    return raw;
}

/* ------------------------------------------------------------------ # and ## */

static void write_in_string(Writer *w, const Word *word)
{
    bool escape = word->kind == TOKEN_STRING || word->kind == TOKEN_CHAR;
    for (size_t i = 0; i < word->text.len; i++) {
        char c = word->text.at[i];
        if (escape && (c == '"' || c == '\\')) write_text(w, "\\");
        write_str(w, (Str){&c, 1});
    }
}

static Word *stringize(Expander *e, const Word *hash, const Word *words)
{
    Writer w;
    writer_init(&w);
    write_text(&w, "\"");
    for (const Word *word = words; word; word = word->next) {
        if (word != words && word->space) write_text(&w, " ");
        write_in_string(&w, word);
    }
    write_text(&w, "\"");
    Word *string = word_copy(e->arena, hash);
    string->text = arena_copy(e->arena, (Str){w.text, w.len});
    string->kind = TOKEN_STRING;
    writer_free(&w);
    return string;
}

/* Makes one token of `left` and `right`, in `left`. */
static void paste(Expander *e, Word *left, const Word *right)
{
    Word *next = left->next;
    bool space = left->space;
    if (!right->text.len) return;
    if (!left->text.len) {
        *left = *right;
    } else {
        left->text = arena_printf(e->arena, "%.*s%.*s", STR_ARG(left->text), STR_ARG(right->text));
        left->hide = hide_common(e->arena, left->hide, right->hide);
        left->from = NOWHERE;
        if (!left->body) left->body = right->body;
        Tokens tokens = lex_all(e->arena, left->text);
        bool is_token = tokens.len == 1 && tokens.at[0].kind != TOKEN_COMMENT;
        if (!is_token) complain(e, "`##` makes no token: '%.*s'", left->text);
        if (is_token) left->kind = tokens.at[0].kind;
    }
    left->next = next;
    left->space = space;
}

/* ------------------------------------------------------------------ substitution */

/* Takes the placemarkers out; the white space before one goes to what follows it. */
static WordList without_placemarkers(WordList list)
{
    WordList out = {0};
    bool space = false;
    for (Word *word = list.first, *next; word; word = next) {
        next = word->next;
        word->space |= space;
        space = !word->text.len && word->space;
        if (word->text.len) word_push(&out, word);
    }
    return out;
}

/* What an operand in the body stands for, and the body behind it. */
typedef struct Operand {
    WordList words;
    const Word *behind;
} Operand;

static bool is_va_opt(const Invocation *in, const Word *word)
{
    return in->macro->is_variadic && word_is(word, "__VA_OPT__") && word_is(word->next, "(");
}

/* __VA_OPT__(content): the content, filled in, if the variable arguments are anything at all. */
static Operand va_opt(Expander *e, const Invocation *in, const Word *word)
{
    Operand operand = {0};
    const Word *open = word->next;
    const Word *close = closing(open);
    if (!close) {
        complain(e, "the body of macro '%.*s' has an unclosed __VA_OPT__", in->macro->name);
        return operand;
    }
    operand.behind = close->next;
    if (!expanded(e, rest_of(in))) return operand;
    WordList content = word_copy_list(e->arena, open->next, close);
    operand.words = substitute(e, in, content.first);
    return operand;
}

/* The operand at `word`; `pasted`: of ##, so that an argument is taken as it was written. */
static Operand read_operand(Expander *e, const Invocation *in, const Word *word, bool pasted)
{
    Argument *argument = find_argument(in, word);
    Operand operand = {.behind = word->next};
    if (is_va_opt(in, word)) {
        operand = va_opt(e, in, word);
    } else if (argument) {
        const Word *words = pasted ? revealed(e, argument->raw) : expanded(e, argument);
        operand.words = word_copy_list(e->arena, words, NULL);
    } else {
        word_push(&operand.words, word_copy(e->arena, word));
    }
    if (operand.words.first) {
        operand.words.first->space = word->space;
    } else {
        Word *placemarker = ARENA_NEW(e->arena, Word);
        *placemarker = (Word){.kind = TOKEN_OTHER, .space = word->space, .from = NOWHERE};
        word_push(&operand.words, placemarker);
    }
    return operand;
}

static void append(WordList *list, WordList more)
{
    if (!more.first) return;
    if (list->last) {
        list->last->next = more.first;
    } else {
        list->first = more.first;
    }
    list->last = more.last;
}

/*
 * These three put what begins at *body into `out` and move *body behind it, or give false: it is
 * something else. First `# parameter` and `# __VA_OPT__(...)`.
 */
static bool put_string(Expander *e, const Invocation *in, const Word **body, WordList *out)
{
    const Word *hash = *body;
    if (!in->macro->is_function || !word_is(hash, "#") || !hash->next) return false;
    Argument *argument = find_argument(in, hash->next);
    if (argument) {
        word_push(out, stringize(e, hash, revealed(e, argument->raw)));
        *body = hash->next->next;
        return true;
    }
    if (!is_va_opt(in, hash->next)) return false;
    Operand operand = va_opt(e, in, hash->next);
    word_push(out, stringize(e, hash, without_placemarkers(operand.words).first));
    *body = operand.behind;
    return true;
}

/* The variable arguments behind GNU's comma: as written, the space before them included. */
static void append_rest(Expander *e, const Argument *rest, WordList *out)
{
    append(out, word_copy_list(e->arena, rest->raw, NULL));
}

/*
 * GNU's `, ## rest`: without variable arguments the comma goes too; with them it stays, and they
 * follow as they were written.
 */
static bool put_comma(Expander *e, const Invocation *in, const Word **body, WordList *out)
{
    const Word *comma = *body;
    Argument *rest = rest_of(in);
    if (!rest || !word_is(comma, ",") || !word_is(comma->next, "##")) return false;
    const Word *name = comma->next->next;
    if (!name || find_argument(in, name) != rest) return false;
    bool lone_empty = in->macro->parameters.len == 1 && !rest->raw && !e->table->strict;
    if (!rest->is_absent && !lone_empty) {
        word_push(out, word_copy(e->arena, comma));
        append_rest(e, rest, out);
    }
    *body = name->next;
    return true;
}

/* `left ## right`, with `left` already out. */
static bool put_pasted(Expander *e, const Invocation *in, const Word **body, WordList *out)
{
    if (!word_is(*body, "##") || !out->last || !(*body)->next) return false;
    const Word *right = (*body)->next, *behind = right;
    Operand operand = {0};
    if (put_string(e, in, &behind, &operand.words)) {
        operand.behind = behind;
    } else {
        operand = read_operand(e, in, right, true);
    }
    *body = operand.behind;
    if (word_is(out->last, ",") && rest_of(in) && find_argument(in, right) == rest_of(in)) {
        append_rest(e, rest_of(in), out); /* GNU's comma again, as the end of an argument */
        return true;
    }
    paste(e, out->last, operand.words.first);
    append(out, (WordList){operand.words.first->next, operand.words.last});
    return true;
}

/* The body with its operands in place, placemarkers among them. */
static WordList substitute(Expander *e, const Invocation *in, const Word *body)
{
    WordList out = {0};
    while (body && !e->problem) {
        if (put_string(e, in, &body, &out) || put_comma(e, in, &body, &out) ||
            put_pasted(e, in, &body, &out)) {
            continue;
        }
        Operand operand = read_operand(e, in, body, word_is(body->next, "##"));
        append(&out, operand.words);
        body = operand.behind;
    }
    return out;
}

/* ------------------------------------------------------------------ expansion */

/* The body's words, which stand nowhere in the buffer even if the definition does. */
static const Word *body_of(const Expander *e, const Macro *macro, bool in_argument)
{
    const MacroTable *table = e->table;
    SourcePlace place = {0};
    WordList copy = word_copy_list(e->arena, macro->body, NULL);

    if (table->find && macro->origin) place = table->find(table->context, macro->origin);
    for (Word *word = copy.first; word; word = word->next) {
        if (place.file && word->from != NOWHERE) {
            uint32_t begin = place.span.begin + word->from;
            SourceBody *body = ARENA_NEW(e->arena, SourceBody);
            *body = (SourceBody){place.file,
                                 {begin, begin + (uint32_t)word->text.len},
                                 arena_copy(e->arena, macro->name),
                                 in_argument};
            word->body = body;
        }
        word->in_argument = in_argument;
        word->from = NOWHERE;
    }
    return copy.first;
}

/* Puts the filled-in body in the place of what stood from `name` to before `rest`. */
static Word *put_in_place(Expander *e, const Invocation *in, const HideSet *hide, const Word *name,
                          Word *rest)
{
    WordList body =
        without_placemarkers(substitute(e, in, body_of(e, in->macro, name->in_argument)));
    hide = hide_add(e->arena, hide, in->macro->name);
    for (Word *word = body.first; word; word = word->next) {
        word->hide = hide_union(e->arena, hide, word->hide);
        word->settled |= e->revealing;
    }
    if (!body.first) {
        if (rest) rest->space |= name->space;
        return rest;
    }
    body.first->space = name->space;
    body.last->next = rest;
    return body.first;
}

/* The definition that a word invokes; NULL: none. */
static const Macro *invoked(const Expander *e, const Word *name)
{
    if (!e->revealing) return find_macro(e->table, name);
    if (!name->settled) return NULL;
    const Macro *hidden = find_hidden(e->table, name);
    return hidden ? hidden : find_macro(e->table, name);
}

static void count(const Expander *e, Word *name)
{
    uint32_t *counter = e->table->counter;
    if (!counter || !word_is(name, "__COUNTER__") || find_macro(e->table, name)) return;
    name->text = arena_printf(e->arena, "%u", (*counter)++);
    name->kind = TOKEN_NUMBER;
    name->from = NOWHERE;
}

/* Replaces the invocation at the head of the list; false when there is none. */
static bool replace_head(Expander *e, Word **list)
{
    Word *name = *list;
    count(e, name);
    Invocation in = {.macro = invoked(e, name)};
    if (!in.macro || hides(name->hide, name->text)) return false;
    if (!in.macro->is_function) {
        *list = put_in_place(e, &in, name->hide, name, name->next);
        return true;
    }
    const Word *close = word_is(name->next, "(") ? closing(name->next) : NULL;
    if (!close) return false;
    in.argument = read_arguments(e, in.macro, name->next, close);
    if (!in.argument) {
        complain(e, "macro '%.*s' is called with a wrong number of arguments", in.macro->name);
        return false;
    }
    const HideSet *hide = hide_common(e->arena, name->hide, close->hide);
    *list = put_in_place(e, &in, hide, name, close->next);
    return true;
}

static Word *expand_list(Expander *e, Word *list)
{
    WordList out = {0};
    while (list && !e->problem) {
        if (replace_head(e, &list)) continue;
        Word *next = list->next;
        list->settled = true;
        word_push(&out, list);
        list = next;
    }
    return out.first;
}

/* ------------------------------------------------------------------ the text */

const char *expand(const MacroTable *table, Str text, const Tokens *tokens, Span span,
                   Expansion *out)
{
    Expander e = {.table = table, .arena = table->arena};
    size_t begin = lex_find(tokens, span.begin), end = begin;
    for (; end < tokens->len && tokens->at[end].begin < span.end; end++) {
        if (tokens->at[end].in_directive) return "a macro call cannot reach over a directive here";
    }
    *out = (Expansion){.span = span};
    Word *words = words_of(e.arena, text, tokens, begin, end).first;
    for (Word *word = words ? words->next : NULL; word; word = word->next) word->in_argument = true;
    words = expand_list(&e, words);
    if (!e.problem) expand_write(table, text, tokens, words, out);
    return e.problem;
}
