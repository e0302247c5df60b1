#include "macros.h"
#include <stdlib.h>

/* ------------------------------------------------------------------ which bodies hide words */

typedef struct Hiding {
    const MacroScan *scan;
    const Macros *macros;
    Map seen; /* macro name to &yes or &no; &no while it is being looked at */
} Hiding;

static char yes, no;

static bool hides(Hiding *h, Str name, CXCursor definition);

/* Of a macro that the command line or the compiler defines: there is no file to take it from. */
static Str without_file(Arena *arena, CXTranslationUnit unit, CXCursor definition)
{
    bool takes_arguments = clang_Cursor_isMacroFunctionLike(definition);
    CXToken *token = NULL;
    unsigned count = 0;
    Str text = {"", 0};

    clang_tokenize(unit, clang_getCursorExtent(definition), &token, &count);
    for (unsigned i = 0; i < count; i++) {
        CXString spelling = clang_getTokenSpelling(unit, token[i]);
        const char *word = clang_getCString(spelling);
        bool glued = i == 0 || (i == 1 && takes_arguments);
        text = arena_printf(arena, "%.*s%s%s", STR_ARG(text), glued ? "" : " ", word);
        clang_disposeString(spelling);
    }
    clang_disposeTokens(unit, token, count);
    return text;
}

bool macro_is_of_system(const MacroCall *call)
{
    return clang_Location_isInSystemHeader(clang_getCursorLocation(call->definition));
}

Str cursor_text(CXTranslationUnit unit, CXCursor cursor)
{
    CXSourceRange range = clang_getCursorExtent(cursor);
    CXFile file;
    unsigned begin, end;
    size_t size = 0;

    clang_getFileLocation(clang_getRangeStart(range), &file, NULL, NULL, &begin);
    clang_getFileLocation(clang_getRangeEnd(range), NULL, NULL, NULL, &end);
    const char *text = file ? clang_getFileContents(unit, file, &size) : NULL;
    return text && begin <= end && end <= size ? (Str){text + begin, end - begin} : (Str){"", 0};
}

Str macro_definition(Arena *arena, CXTranslationUnit unit, CXCursor definition)
{
    CXFile file;

    clang_getFileLocation(clang_getCursorLocation(definition), &file, NULL, NULL, NULL);
    return file ? cursor_text(unit, definition) : without_file(arena, unit, definition);
}

static bool text_hides(Hiding *h, Str text)
{
    Tokens tokens = lex_all(h->scan->arena, text);

    for (size_t i = 1; i < tokens.len; i++) {
        if (tokens.at[i].kind != TOKEN_IDENTIFIER) continue;
        Str word = lex_spelling(h->scan->arena, text, &tokens.at[i]);
        if (word_find(word)) return true;
        CXCursor *inner = map_get(&h->macros->definitions, word);
        if (inner && hides(h, word, *inner)) return true;
    }
    return false;
}

static bool hides(Hiding *h, Str name, CXCursor definition)
{
    char *known = map_get(&h->seen, name);

    if (known) return known == &yes;
    map_put(&h->seen, name, &no);
    if (clang_Location_isInSystemHeader(clang_getCursorLocation(definition))) return false;
    bool found = text_hides(h, macro_definition(h->scan->arena, h->scan->unit, definition));
    if (found) map_put(&h->seen, name, &yes);
    return found;
}

/* ------------------------------------------------------------------ the record */

typedef struct Scanning {
    const MacroScan *scan;
    Macros *out;
} Scanning;

static bool is_from_keywords(CXCursor definition)
{
    static const char header[] = "asyncc/keywords_parse.h";
    CXFile file;
    bool found = false;

    clang_getFileLocation(clang_getCursorLocation(definition), &file, NULL, NULL, NULL);
    if (!file) return false;
    CXString name = clang_getFileName(file);
    const char *text = clang_getCString(name);
    size_t n = text ? strlen(text) : 0;
    if (n >= sizeof header - 1) found = strcmp(text + n - (sizeof header - 1), header) == 0;
    clang_disposeString(name);
    return found;
}

static void add_definition(Scanning *s, CXCursor cursor)
{
    CXSourceLocation location = clang_getCursorLocation(cursor);

    if (clang_Cursor_isMacroBuiltin(cursor) || is_from_keywords(cursor)) return;
    bool of_system = clang_Location_isInSystemHeader(location);
    CXCursor *copy = ARENA_NEW(s->scan->arena, CXCursor);
    *copy = cursor;
    map_put(of_system ? &s->out->others : &s->out->definitions, cursor_name(s->scan->arena, cursor),
            copy);
    if (!of_system) VEC_PUSH(s->scan->arena, &s->out->all, cursor);
}

static void add_expansion(Scanning *s, CXCursor cursor)
{
    Span span;

    if (!clang_Location_isFromMainFile(clang_getCursorLocation(cursor))) return;
    if (!cursor_span(s->scan->file, cursor, &span)) return;
    Str name = cursor_name(s->scan->arena, cursor);
    CXCursor definition = clang_getCursorReferenced(cursor);
    const WordInfo *info = word_find(name);
    VEC_PUSH(s->scan->arena, &s->out->places, (MacroPlace){span, 0});
    if (info && is_from_keywords(definition)) {
        VEC_PUSH(s->scan->arena, &s->out->words, ((Word){.span = span, .info = info}));
    } else {
        MacroCall call = {.span = span, .name = name, .definition = definition};
        VEC_PUSH(s->scan->arena, &s->out->calls, call);
    }
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData data)
{
    enum CXCursorKind kind = clang_getCursorKind(cursor);

    (void)parent;
    if (kind == CXCursor_MacroDefinition)
        add_definition(data, cursor);
    else if (kind == CXCursor_MacroExpansion)
        add_expansion(data, cursor);
    return CXChildVisit_Continue;
}

static int by_place(Span a, Span b)
{
    if (a.begin != b.begin) return a.begin < b.begin ? -1 : 1;
    return a.end > b.end ? -1 : a.end < b.end;
}

static int compare_words(const void *a, const void *b)
{
    return by_place(((const Word *)a)->span, ((const Word *)b)->span);
}

static int compare_places(const void *a, const void *b)
{
    return by_place(((const MacroPlace *)a)->span, ((const MacroPlace *)b)->span);
}

static int compare_calls(const void *a, const void *b)
{
    return by_place(((const MacroCall *)a)->span, ((const MacroCall *)b)->span);
}

/* They are ascending, outer before inner: the enclosing ones form a chain. */
static void link_calls(Macros *out)
{
    for (size_t i = 1; i < out->calls.len; i++) {
        size_t outer = i;
        while (outer && out->calls.at[outer - 1].span.end <= out->calls.at[i].span.begin)
            outer = out->calls.at[outer - 1].outer;
        out->calls.at[i].outer = outer;
    }
}

static void link_places(Macros *out)
{
    for (size_t i = 1; i < out->places.len; i++) {
        size_t outer = i;
        while (outer && out->places.at[outer - 1].span.end <= out->places.at[i].span.begin)
            outer = out->places.at[outer - 1].outer;
        out->places.at[i].outer = outer;
    }
}

static void sort(Macros *out)
{
    if (out->words.len) qsort(out->words.at, out->words.len, sizeof *out->words.at, compare_words);
    if (out->calls.len) qsort(out->calls.at, out->calls.len, sizeof *out->calls.at, compare_calls);
    if (out->places.len)
        qsort(out->places.at, out->places.len, sizeof *out->places.at, compare_places);
}

/* The compiler's own, such as __LINE__, or defined as one number, string or character. */
static bool is_literal(const MacroScan *scan, CXCursor definition)
{
    if (clang_Cursor_isNull(definition) || clang_Cursor_isMacroBuiltin(definition)) return true;
    if (clang_Cursor_isMacroFunctionLike(definition)) return false;
    Str text = macro_definition(scan->arena, scan->unit, definition);
    Tokens tokens = lex_all(scan->arena, text);
    size_t body = lex_code(&tokens, 1);
    if (body >= tokens.len || lex_code(&tokens, body + 1) < tokens.len) return false;
    TokenKind kind = tokens.at[body].kind;
    return kind == TOKEN_NUMBER || kind == TOKEN_STRING || kind == TOKEN_CHAR;
}

/* Behind a ## arguments are put in unexpanded: the record does not have the calls in them. */
static bool hides_unrecorded(Hiding *h, Span call)
{
    const Tokens *tokens = h->scan->tokens;

    for (size_t i = lex_find(tokens, call.begin); i < tokens->len; i++) {
        const Token *token = &tokens->at[i];
        if (token->begin >= call.end) return false;
        if (token->kind != TOKEN_IDENTIFIER || macros_call(h->macros, token->begin)) continue;
        Str word = lex_spelling(h->scan->arena, h->scan->text, token);
        const CXCursor *inner = map_get(&h->macros->definitions, word);
        if (inner && hides(h, word, *inner)) return true;
    }
    return false;
}

void macros_scan(const MacroScan *scan, Macros *out)
{
    Scanning s = {scan, out};
    Hiding h = {scan, out, {0}};

    map_init(&out->definitions, scan->arena);
    map_init(&out->others, scan->arena);
    map_init(&h.seen, scan->arena);
    clang_visitChildren(clang_getTranslationUnitCursor(scan->unit), visit, &s);
    sort(out);
    link_calls(out);
    link_places(out);
    for (size_t i = 0; i < out->calls.len; i++) {
        MacroCall *call = &out->calls.at[i];
        call->hides = hides(&h, call->name, call->definition) || hides_unrecorded(&h, call->span);
        call->is_literal = !call->hides && is_literal(scan, call->definition);
    }
}

/* ------------------------------------------------------------------ looking up */

size_t macros_first_word(const Macros *macros, uint32_t at)
{
    size_t low = 0, high = macros->words.len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (macros->words.at[middle].span.begin < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Word *macros_word(const Macros *macros, uint32_t at)
{
    size_t i = macros_first_word(macros, at);

    return i < macros->words.len && macros->words.at[i].span.begin == at ? &macros->words.at[i]
                                                                         : NULL;
}

/* The first call that begins at or after `at`. */
static size_t first_call(const Macros *macros, uint32_t at)
{
    size_t low = 0, high = macros->calls.len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (macros->calls.at[middle].span.begin < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const MacroCall *macros_call(const Macros *macros, uint32_t at)
{
    size_t i = first_call(macros, at);

    return i < macros->calls.len && macros->calls.at[i].span.begin == at ? &macros->calls.at[i]
                                                                         : NULL;
}

size_t macros_last_place(const Macros *macros, uint32_t at)
{
    size_t low = 0, high = macros->places.len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (macros->places.at[middle].span.begin <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t macros_last_call(const Macros *macros, uint32_t at) { return first_call(macros, at + 1); }

const MacroCall *macros_around(const Macros *macros, uint32_t at)
{
    const MacroCall *found = NULL;

    for (size_t i = macros_last_call(macros, at); i > 0; i = macros->calls.at[i - 1].outer)
        if (span_has(macros->calls.at[i - 1].span, at)) found = &macros->calls.at[i - 1];
    return found;
}
