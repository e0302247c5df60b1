/*
 * misuse_words.c - words of the dialect where they mean nothing: `await int x;`, `async int x;`.
 * To clang they are a prefix and an attribute, which may stand at many a place.
 */
#include "misuse.h"

/* ------------------------------------------------------------------ words in directives */

/* Directives whose words the preprocessor expands, or passes over with a warning. */
static bool is_expanded(const Parser *p, size_t name)
{
    static const char *const names[] = {"if", "elif", "include", "include_next", "line"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (token_is(p, name, names[i])) return true;
    return false;
}

/* `#if defined(await)` asks, `#if await` does not mean what it says. */
static bool is_asked_for(const Parser *p, size_t word)
{
    return token_is(p, word - 1, "defined") ||
           (token_is(p, word - 1, "(") && token_is(p, word - 2, "defined"));
}

/* Whether the line ends between two tokens; one that goes on behind a backslash does not. */
static bool is_line_end(const Parser *p, size_t token)
{
    Str text = p->unit->source.text;

    for (uint32_t at = p->tokens.at[token - 1].end; at < p->tokens.at[token].begin; at++)
        if (text.at[at] == '\n' && text.at[at - 1] != '\\') return true;
    return false;
}

static void check_directive(Parser *p, size_t hash)
{
    for (size_t i = hash + 1; i < p->tokens.len && !is_line_end(p, i); i++) {
        const Token *token = &p->tokens.at[i];
        if (token->kind != TOKEN_IDENTIFIER) continue;
        const WordInfo *info = word_find(lex_text(p->unit->source.text, token));
        Word *word = word_at(p, token->begin);
        if (word) word->seen = true;
        if (info && i > hash + 1 && is_expanded(p, hash + 1) && !is_asked_for(p, i))
            error_at(p, (Span){token->begin, token->end}, "'%s' in a directive", info->spelling);
    }
}

/* ------------------------------------------------------------------ words that nobody looked at */

void misuse_stray_words(Parser *p)
{
    for (size_t i = 0; i < p->tokens.len; i++)
        if (p->tokens.at[i].starts_directive) check_directive(p, i);
    for (size_t i = 0; i < p->macros.words.len; i++) {
        const Word *word = &p->macros.words.at[i];
        WordKind kind = word->info->kind;
        if (word->seen || (kind != WORD_AWAIT && kind != WORD_YIELD && kind != WORD_YIELD_FROM))
            continue;
        error_at(p, word->span, "'%s' stands before no expression", word->info->spelling);
    }
}

/* ------------------------------------------------------------------ attributes */

/*
 * What would be said of the C function that stands for an async one, and is not so: that one
 * returns whenever its coroutine suspends, and makes a frame.
 */
static const char *broken_promise(const Parser *p, const Node *function, Span head)
{
    CXString type = clang_getTypeSpelling(clang_getCursorType(function->cursor));
    bool noreturn = strstr(clang_getCString(type), "noreturn") != NULL;

    clang_disposeString(type);
    for (uint32_t i = 0; i < function->children; i++) {
        if (function->child[i]->kind == CXCursor_PureAttr) return "pure";
        if (function->child[i]->kind == CXCursor_ConstAttr) return "const";
    }
    for (size_t i = code_at(p, head.begin); i < code_at(p, head.end); i++)
        noreturn |= token_is(p, i, "_Noreturn") || token_is(p, i, "noreturn");
    return noreturn ? "noreturn" : NULL;
}

void misuse_attributes(Parser *p, const Node *function, Span name)
{
    const char *promise = broken_promise(p, function, (Span){function->span.begin, name.begin});

    if (promise)
        error_at(p, name,
                 "an async function or generator cannot be '%s': the C function that starts it %s",
                 promise,
                 strcmp(promise, "noreturn") == 0 ? "returns when it suspends" : "has effects");
}

/* ------------------------------------------------------------------ marks */

static bool leads_to_function(CXType type)
{
    for (type = clang_getCanonicalType(type);; type = clang_getCanonicalType(type)) {
        if (type.kind == CXType_FunctionProto || type.kind == CXType_FunctionNoProto) return true;
        if (type.kind == CXType_Pointer)
            type = clang_getPointeeType(type);
        else if (type.kind == CXType_Attributed)
            type = clang_Type_getModifiedType(type);
        else if (type_is_array(type))
            type = clang_getArrayElementType(type);
        else
            return false;
    }
}

static bool may_be_marked(const Node *node)
{
    switch (node->kind) {
    case CXCursor_VarDecl:
    case CXCursor_ParmDecl:
    case CXCursor_FieldDecl:
    case CXCursor_TypedefDecl: return leads_to_function(clang_getCursorType(node->cursor));
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_EnumDecl: return false;
    default: return true;
    }
}

void misuse_marks(Parser *p, Node *node)
{
    Colour colour = clang_isDeclaration(node->kind) ? marks_of(node->cursor).colour : COLOUR_PLAIN;

    if (colour != COLOUR_PLAIN && node->in_file && !may_be_marked(node)) {
        Str name = cursor_name(p->arena, node->cursor);
        error_at(p, node->span, "'%s' before '%.*s', which is no function",
                 colour == COLOUR_ASYNC ? "async" : "generator", STR_ARG(name));
    }
    for (uint32_t i = 0; i < node->children; i++) misuse_marks(p, node->child[i]);
}
