/*
 * align.c - what _Alignas and __attribute__((aligned)) of a local ask for.
 *
 * libclang tells that there is such an attribute, not its value: that is read from the declaration
 * as clang prints it, macros expanded.
 */
#include "parser.h"
#include <stdlib.h>

enum { BIGGEST_ALIGNMENT = 16 };

/* ------------------------------------------------------------------ names */

typedef struct Search {
    Arena *arena;
    Str name;
    CXCursor found;
} Search;

static enum CXChildVisitResult look(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Search *search = data;

    (void)parent;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_EnumConstantDecl:
    case CXCursor_TypedefDecl:
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_EnumDecl:
        if (str_eq(cursor_name(search->arena, cursor), search->name)) search->found = cursor;
        break;
    default: break;
    }
    return CXChildVisit_Recurse;
}

static CXCursor find_name(Parser *p, Str name)
{
    Search search = {p->arena, name, clang_getNullCursor()};

    clang_visitChildren(clang_getTranslationUnitCursor(p->clang), look, &search);
    return search.found;
}

/* ------------------------------------------------------------------ values */

typedef struct Reader {
    Parser *parser;
    Str text;
    Tokens tokens;
    size_t at;
    bool failed;
} Reader;

static bool is_next(const Reader *r, const char *word)
{
    return r->at < r->tokens.len && lex_is(r->text, &r->tokens.at[r->at], word);
}

static bool take(Reader *r, const char *word)
{
    if (!is_next(r, word)) return false;
    r->at++;
    return true;
}

static long long sum(Reader *r);

/* An enumerator's value, or a type's alignment. */
static long long name_value(Reader *r, Str name)
{
    static const char *const small[] = {"char", "short", "int", "long", "float", "_Bool", "signed",
                                        "unsigned"};
    long long align = 0;

    if (str_is(name, "double")) return 8;
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (str_is(name, small[i])) return is_next(r, "double") ? BIGGEST_ALIGNMENT : 8;
    CXCursor found = find_name(r->parser, name);
    if (clang_getCursorKind(found) == CXCursor_EnumConstantDecl)
        return clang_getEnumConstantDeclValue(found);
    if (!clang_Cursor_isNull(found)) align = clang_Type_getAlignOf(clang_getCursorType(found));
    r->failed |= align <= 0;
    return align;
}

static bool is_type_word(const Reader *r)
{
    static const char *const words[] = {"struct", "union", "enum", "const", "volatile"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_next(r, words[i])) return true;
    return false;
}

static long long primary(Reader *r)
{
    if (take(r, "(")) {
        long long value = sum(r);
        r->failed |= !take(r, ")");
        return value;
    }
    if (take(r, "_Alignof") || take(r, "alignof") || take(r, "__alignof__")) return primary(r);
    while (is_type_word(r)) r->at++;
    if (r->at >= r->tokens.len) return r->failed = true;
    const Token *token = &r->tokens.at[r->at++];
    Str text = lex_spelling(r->parser->arena, r->text, token);
    if (token->kind == TOKEN_NUMBER) return strtoll(text.at, NULL, 0);
    long long value = token->kind == TOKEN_IDENTIFIER ? name_value(r, text) : 0;
    if (is_next(r, "*") && r->at + 1 < r->tokens.len && lex_is(r->text, &r->tokens.at[r->at + 1], ")"))
        return (long long)r->parser->pointer_size;
    while (is_next(r, "double") || is_next(r, "int") || is_next(r, "long")) r->at++;
    r->failed |= token->kind != TOKEN_IDENTIFIER;
    return value;
}

static long long product(Reader *r)
{
    long long value = primary(r);

    for (;;) {
        if (take(r, "*")) value *= primary(r);
        else if (take(r, "<<")) value <<= primary(r) & 31;
        else return value;
    }
}

static long long sum(Reader *r)
{
    long long value = product(r);

    for (;;) {
        if (take(r, "+")) value += product(r);
        else if (take(r, "-")) value -= product(r);
        else return value;
    }
}

/* ------------------------------------------------------------------ declarations */

static bool is_aligned(const Node *declaration)
{
    for (uint32_t i = 0; i < declaration->children; i++)
        if (declaration->child[i]->kind == CXCursor_AlignedAttr) return true;
    return false;
}

static Str printed(Parser *p, CXCursor declaration)
{
    CXPrintingPolicy policy = clang_getCursorPrintingPolicy(declaration);

    clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_SuppressInitializers, 1);
    Str text = take_string(p->arena, clang_getCursorPrettyPrinted(declaration, policy));
    clang_PrintingPolicy_dispose(policy);
    return text;
}

static uint32_t read_one(Reader *r)
{
    if (!is_next(r, "(")) return BIGGEST_ALIGNMENT;
    long long value = primary(r);
    bool power = value > 0 && (value & (value - 1)) == 0;

    r->failed |= !power || value > 1 << 28;
    return r->failed ? 0 : (uint32_t)value;
}

uint32_t alignment_of(Parser *p, Node *declaration)
{
    uint32_t most = 0;

    if (!is_aligned(declaration)) return 0;
    Reader r = {.parser = p, .text = printed(p, declaration->cursor)};
    r.tokens = lex_all(p->arena, r.text);
    while (r.at < r.tokens.len && !r.failed) {
        if (take(&r, "_Alignas") || take(&r, "alignas") || take(&r, "aligned")) {
            uint32_t align = read_one(&r);
            if (align > most) most = align;
        } else {
            r.at++;
        }
    }
    if (r.failed) error_at(p, declaration->span, "not yet supported: this alignment of a local");
    return most;
}
