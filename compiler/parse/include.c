/*
 * include.c - headers that define coroutines: their text takes the place of the #include, so that
 * it is translated like the main file's.
 *
 * A header is put in as the preprocessor would have read it: its own includes of such headers
 * replaced in their turn, one with guards only where it is met first. `#pragma once` has done its
 * work then and goes.
 */
#include "include.h"
#include "../base/writer.h"
#include "rewrite.h"

/* An #include that was followed, in some file. */
typedef struct Directive {
    CXFile in, of;
    uint32_t at;
} Directive;

typedef struct Includes {
    Parser *parser;
    VEC(Directive) directives; /* in the order of the preprocessor */
    VEC(CXFile) wanted;        /* files that define coroutines, or lead to one that does */
    VEC(CXFile) done;          /* those with guards that have been put in */
} Includes;

static bool is_same(CXFile a, CXFile b) { return a && b && (a == b || clang_File_isEqual(a, b)); }

static bool is_wanted(const Includes *s, CXFile file)
{
    for (size_t i = 0; i < s->wanted.len; i++)
        if (is_same(s->wanted.at[i], file)) return true;
    return false;
}

static bool want(Includes *s, CXFile file)
{
    if (!file || is_wanted(s, file)) return false;
    VEC_PUSH(s->parser->arena, &s->wanted, file);
    return true;
}

static enum CXChildVisitResult note(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Includes *s = data;
    Directive found = {0};
    unsigned at;

    (void)parent;
    if (clang_getCursorKind(cursor) != CXCursor_InclusionDirective) return CXChildVisit_Continue;
    clang_getFileLocation(clang_getCursorLocation(cursor), &found.in, NULL, NULL, &at);
    found.of = clang_getIncludedFile(cursor);
    found.at = at;
    if (found.in && found.of) VEC_PUSH(s->parser->arena, &s->directives, found);
    return CXChildVisit_Continue;
}

static void find_wanted(Includes *s)
{
    Parser *p = s->parser;
    bool again = true;

    for (size_t i = 0; i < p->header_functions.len; i++) {
        CXFile file;
        clang_getFileLocation(clang_getCursorLocation(p->header_functions.at[i]), &file, NULL, NULL,
                              NULL);
        want(s, file);
    }
    while (again) {
        again = false;
        for (size_t i = 0; i < s->directives.len; i++) {
            const Directive *directive = &s->directives.at[i];
            if (is_wanted(s, directive->of) && !is_same(directive->in, p->file))
                again |= want(s, directive->in);
        }
    }
}

/* ------------------------------------------------------------------ text */

/* A header's text on its way into the buffer. */
typedef struct Splicer {
    Includes *all;
    Source *source; /* of its own, or the main file's */
    Tokens tokens;
    CXFile file;
    Str prefix; /* the folder that its own includes are relative to, as seen from the main file */
} Splicer;

typedef struct Put {
    Writer *w;
    Expansion *out;
} Put;

static void put_header(const Splicer *s, Span line, CXFile file, Str prefix, Put put);

static void put(const Splicer *s, Put to, Span span)
{
    if (span.begin >= span.end) return;
    uint32_t len = span.end - span.begin;
    const Source *file = s->source == &s->all->parser->unit->source ? NULL : s->source;
    VEC_PUSH(s->all->parser->arena, &to.out->pieces,
             (SourceMove){(uint32_t)to.w->len, len, span.begin, len, file, NULL});
    write_str(to.w, source_text(s->source, span));
}

static const Directive *directive_at(const Includes *s, CXFile file, Span line)
{
    for (size_t i = 0; i < s->directives.len; i++)
        if (is_same(s->directives.at[i].in, file) && span_has(line, s->directives.at[i].at))
            return &s->directives.at[i];
    return NULL;
}

/* The folder of a path, with its slash. */
static Str folder(Str path)
{
    size_t n = path.len;

    while (n && path.at[n - 1] != '/') n--;
    return (Str){path.at, n};
}

static Str file_name(Parser *p, CXFile file)
{
    return take_string(p->arena, clang_getFileName(file));
}

/* What stands between the quotes of `#include "x.h"`; empty: it is none. */
static Span quoted(const Tokens *tokens, Str text, size_t hash)
{
    for (size_t i = hash + 1; i < tokens->len && tokens->at[i].in_directive; i++) {
        const Token *token = &tokens->at[i];
        if (token->starts_directive) break;
        if (token->kind == TOKEN_STRING && text.at[token->begin] == '"')
            return (Span){token->begin + 1, token->end - 1};
    }
    return (Span){0, 0};
}

/* source: "x.h" in folder/y.h. becomes: "folder/x.h", which is found from the main file */
static void put_directive(const Splicer *s, Put to, Span line, size_t hash,
                          const Directive *directive)
{
    Parser *p = s->all->parser;
    Span name = quoted(&s->tokens, s->source->text, hash);
    bool beside = name.end > name.begin && s->prefix.len && directive &&
                  str_eq(folder(file_name(p, s->file)),
                         folder((Str){file_name(p, directive->of).at,
                                      file_name(p, directive->of).len -
                                          folder(source_text(s->source, name)).len}));

    if (!beside) {
        put(s, to, line);
        return;
    }
    put(s, to, (Span){line.begin, name.begin});
    write_str(to.w, s->prefix);
    put(s, to, (Span){name.begin, line.end});
}

static bool is_pragma_once(const Splicer *s, size_t hash)
{
    Str text = s->source->text;

    return hash + 2 < s->tokens.len && lex_is(text, &s->tokens.at[hash + 1], "pragma") &&
           lex_is(text, &s->tokens.at[hash + 2], "once");
}

/* A directive's tokens, from # on. */
static Span line_of(const Tokens *tokens, size_t hash)
{
    Span line = {tokens->at[hash].begin, tokens->at[hash].end};

    for (size_t i = hash + 1; i < tokens->len && tokens->at[i].in_directive; i++) {
        if (tokens->at[i].starts_directive) break;
        if (tokens->at[i].kind != TOKEN_COMMENT) line.end = tokens->at[i].end;
    }
    return line;
}

static Str prefix_of(const Splicer *s, size_t hash)
{
    Span name = quoted(&s->tokens, s->source->text, hash);
    Str own = folder(source_text(s->source, name));

    return arena_printf(s->all->parser->arena, "%.*s%.*s", STR_ARG(s->prefix), STR_ARG(own));
}

static void put_text(Splicer *s, Put to)
{
    uint32_t at = 0;

    for (size_t i = 0; i < s->tokens.len; i++) {
        if (!s->tokens.at[i].starts_directive) continue;
        Span line = line_of(&s->tokens, i);
        const Directive *directive = directive_at(s->all, s->file, line);
        if (!directive && !is_pragma_once(s, i)) continue;
        put(s, to, (Span){at, line.begin});
        if (directive && is_wanted(s->all, directive->of))
            put_header(s, line, directive->of, prefix_of(s, i), to);
        else if (directive)
            put_directive(s, to, line, i, directive);
        at = line.end;
    }
    put(s, to, (Span){at, (uint32_t)s->source->text.len});
}

/* Whether a file with guards has been read before. */
static bool is_over(Includes *s, CXFile file)
{
    for (size_t i = 0; i < s->done.len; i++)
        if (is_same(s->done.at[i], file)) return true;
    if (clang_isFileMultipleIncludeGuarded(s->parser->clang, file))
        VEC_PUSH(s->parser->arena, &s->done, file);
    return false;
}

/* Of an #include in `line`, which is replaced. */
static void put_header(const Splicer *from, Span line, CXFile file, Str prefix, Put to)
{
    Includes *s = from->all;
    Parser *p = s->parser;
    if (is_same(file, p->file)) {
        Splicer again = {.all = s, .source = &p->unit->source};
        put(&again, to, (Span){0, (uint32_t)again.source->text.len});
        return;
    }
    Source *source = header_source(p, file);

    if (!source || is_over(s, file)) return;
    Splicer splicer = {.all = s, .source = source, .file = file, .prefix = prefix};
    header_included(source, from->source, line.begin);
    splicer.tokens = lex_all(p->arena, splicer.source->text);
    put_text(&splicer, to);
}

/* ------------------------------------------------------------------ the main file */

static Expansion in_place(const Splicer *s, Span line, CXFile file, Str prefix)
{
    Expansion out = {.span = line};
    Writer w;

    writer_init(&w);
    put_header(s, line, file, prefix, (Put){&w, &out});
    VEC_PUSH(s->all->parser->arena, &out.pieces,
             (SourceMove){.at = (uint32_t)w.len, .from = line.end});
    out.text = arena_copy(s->all->parser->arena, (Str){w.text, w.len});
    writer_free(&w);
    return out;
}

static const Source *replace(Includes *s)
{
    Parser *p = s->parser;
    Splicer main = {.all = s, .source = &p->unit->source, .tokens = p->tokens, .file = p->file};
    VEC(Expansion) all = {0};

    for (size_t i = 0; i < p->tokens.len; i++) {
        if (!p->tokens.at[i].starts_directive) continue;
        Span line = line_of(&p->tokens, i);
        const Directive *directive = directive_at(s, p->file, line);
        if (!directive || !is_wanted(s, directive->of)) continue;
        VEC_PUSH(p->arena, &all, in_place(&main, line, directive->of, prefix_of(&main, i)));
    }
    return all.len ? expand_apply(p->arena, &p->unit->source, all.at, all.len) : NULL;
}

/* A file that includes itself, with other macros defined. */
static bool want_self(Includes *s)
{
    for (size_t i = 0; i < s->directives.len; i++)
        if (is_same(s->directives.at[i].in, s->parser->file) &&
            is_same(s->directives.at[i].of, s->parser->file))
            return want(s, s->parser->file);
    return false;
}

/* A function in tokens [first, last], if it has words of the dialect: what its body includes. */
static bool want_in(Includes *s, size_t first, size_t body, size_t last)
{
    const Parser *p = s->parser;
    Span span = {p->tokens.at[body].begin, p->tokens.at[last].end};
    bool found = false, has_word = false;

    for (size_t i = first; i <= last && !has_word; i++)
        has_word = p->tokens.at[i].kind == TOKEN_IDENTIFIER &&
                   word_find(lex_text(p->unit->source.text, &p->tokens.at[i])) != NULL;
    for (size_t i = 0; has_word && i < s->directives.len; i++) {
        const Directive *directive = &s->directives.at[i];
        if (is_same(directive->in, p->file) && span_has(span, directive->at))
            found |= want(s, directive->of);
    }
    return found;
}

/* A list of macro calls, say, that an async function includes in its body. */
static bool want_in_functions(Includes *s)
{
    const Parser *p = s->parser;
    size_t first = 0, open = 0;
    int depth = 0;
    bool is_function = false, found = false;

    for (size_t i = 0; i < p->tokens.len; i++) {
        if (p->tokens.at[i].in_directive || p->tokens.at[i].kind == TOKEN_COMMENT) continue;
        bool ends = token_is(p, i, ";");
        if (token_is(p, i, "{") && depth++ == 0) {
            size_t before = code_before(p, p->tokens.at[i].begin);
            open = i;
            is_function = token_is(p, before, ")") || token_is(p, before, ";");
        } else if (token_is(p, i, "}") && depth && --depth == 0) {
            if (is_function) found |= want_in(s, first, open, i);
            ends = is_function;
        }
        if (ends && depth == 0) first = i + 1;
    }
    return found;
}

const Source *include_inside(Parser *p)
{
    Includes s = {.parser = p};

    clang_visitChildren(clang_getTranslationUnitCursor(p->clang), note, &s);
    bool wanted = want_self(&s);
    wanted |= want_in_functions(&s);
    return wanted ? replace(&s) : NULL;
}

const Source *include_headers(Parser *p)
{
    Includes s = {.parser = p};

    clang_visitChildren(clang_getTranslationUnitCursor(p->clang), note, &s);
    find_wanted(&s);
    return replace(&s);
}
