/*
 * unit.c - a file to its Unit, in rounds: where a macro body hides something that has to be seen,
 * its calls are expanded in the text and the text is parsed again.
 */
#include "../base/file.h"
#include "include.h"
#include "rewrite.h"
#include "section.h"
#include "session.h"

enum { MAX_ROUNDS = 64 };

/* ------------------------------------------------------------------ what the unit holds */

static void add_identifiers(Parser *p)
{
    Str text = p->unit->source.text;

    map_init(&p->unit->identifiers, p->arena);
    for (size_t i = 0; i < p->tokens.len; i++)
        if (p->tokens.at[i].kind == TOKEN_IDENTIFIER)
            map_put(&p->unit->identifiers, lex_spelling(p->arena, text, &p->tokens.at[i]), p->unit);
    map_init(&p->unit->macros, p->arena);
    for (size_t i = 0; i < p->macros.all.len; i++) {
        Str name = cursor_name(p->arena, p->macros.all.at[i]);
        map_put(&p->unit->identifiers, name, p->unit);
        map_put(&p->unit->macros, name, p->unit);
    }
    names_init(&p->names, p->arena, &p->unit->identifiers);
}

static void add_name(Parser *p, Str name)
{
    for (size_t i = 0; i < p->unit->files.len; i++)
        if (str_eq(p->unit->files.at[i], name)) return;
    VEC_PUSH(p->arena, &p->unit->files, name);
}

static void add_file(CXFile included, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    Parser *p = data;

    (void)stack;
    if (depth == 0) return;
    add_name(p, take_string(p->arena, clang_getFileName(included)));
}

/* Headers whose text stands in the main file's by now. */
static void add_spliced(Parser *p)
{
    for (const Source *source = &p->unit->source; source->moved; source = source->original)
        for (uint32_t i = 0; i < source->moves; i++)
            if (source->moved[i].file) add_name(p, str_from(source->moved[i].file->name));
}

static void add_files(Parser *p)
{
    VEC_PUSH(p->arena, &p->unit->files, str_from(p->options->name));
    add_spliced(p);
    clang_getInclusions(p->clang, add_file, p);
}

/* struct NAME__frame: where an operation lays its frame open. */
static void note_frame(Parser *p, CXCursor cursor)
{
    static const char suffix[] = "__frame";
    size_t n = sizeof suffix - 1;

    if (!clang_isCursorDefinition(cursor)) return;
    Str name = cursor_name(p->arena, cursor);
    if (name.len <= n || memcmp(name.at + name.len - n, suffix, n) != 0) return;
    CXCursor *copy = ARENA_NEW(p->arena, CXCursor);
    *copy = cursor;
    map_put(&p->frames, name, copy);
}

/* ------------------------------------------------------------------ declarations */

/* Words that only a translated file can have. */
static bool is_of_dialect(Str name)
{
    const WordInfo *word = word_find(name);

    if (!word) return false;
    switch (word->kind) {
    case WORD_ASYNC:
    case WORD_GENERATOR: return false;
    case WORD_FORM: return word->form == FORM_RAISE;
    default: return true;
    }
}

/* A plain function of a header with a defer, say, or with an await, which is an error. */
static bool has_words(Parser *p, CXCursor function)
{
    Str text = cursor_text(p->clang, function);
    Tokens tokens = lex_all(p->arena, text);

    for (size_t i = 0; i < tokens.len; i++)
        if (tokens.at[i].kind == TOKEN_IDENTIFIER && is_of_dialect(lex_text(text, &tokens.at[i])))
            return true;
    return false;
}

static void note_header_function(Parser *p, CXCursor cursor)
{
    if (!clang_isCursorDefinition(cursor) ||
        clang_Location_isInSystemHeader(clang_getCursorLocation(cursor)))
        return;
    if (marks_of(cursor).colour != COLOUR_PLAIN || has_words(p, cursor))
        VEC_PUSH(p->arena, &p->header_functions, cursor);
}

bool silence_clang(Parser *p, Span span, const char *words)
{
    uint32_t before = diag_errors(p->diags);
    size_t kept = 0;

    diag_withdraw(p->diags, &p->unit->source, span, words);
    if (diag_errors(p->diags) == before) return false;
    for (size_t i = 0; i < p->clang_errors.len; i++)
        if (!span_has(span, p->clang_errors.at[i]))
            p->clang_errors.at[kept++] = p->clang_errors.at[i];
    p->clang_errors.len = kept;
    return true;
}

bool has_clang_error(const Parser *p, Span span)
{
    for (size_t i = 0; i < p->clang_errors.len; i++)
        if (span_has(span, p->clang_errors.at[i])) return true;
    return false;
}

/* source: async int main(void); becomes: int main(int, char **); as the real one is defined */
static void adapt_main(Parser *p, CXCursor declaration)
{
    uint32_t at;

    if (!str_is(cursor_name(p->arena, declaration), "main")) return;
    if (marks_of(declaration).colour != COLOUR_ASYNC) return;
    if (clang_Cursor_getNumArguments(declaration) > 2) return;
    if (!cursor_name_at(p->file, declaration, &at) || from_body(p, at)) return;
    size_t open = code_at(p, p->tokens.at[lex_find(&p->tokens, at)].end);
    if (!token_is(p, open, "(")) return;
    VEC_PUSH(p->arena, &p->unit->renames,
             (Rename){inside_brackets(p, open), STR("int, char **"), NULL});
}

static void add_declaration(Parser *p, CXCursor cursor)
{
    Node *node = node_tree(p->arena, p->file, cursor);

    fix_ends(p, node);
    if (!node->in_file) return;
    prefixes_split(p, node);
    misuse_check(p, node);
    if (has_clang_error(p, node->span)) return;
    if (node->kind != CXCursor_FunctionDecl) return;
    if (!clang_isCursorDefinition(cursor)) {
        adapt_main(p, cursor);
        return;
    }
    Function *function = parse_function(p, node);
    if (!function) return;
    sections_of_function(p, function);
    function->index = (uint32_t)p->unit->functions.len;
    VEC_PUSH(p->arena, &p->unit->functions, function);
}

/* A name that headers of the user's declare at file level: new ones keep clear of it. */
static enum CXChildVisitResult note_name(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Parser *p = data;

    (void)parent;
    map_put(&p->unit->identifiers, cursor_name(p->arena, cursor), p->unit);
    return clang_getCursorKind(cursor) == CXCursor_EnumDecl ? CXChildVisit_Recurse
                                                            : CXChildVisit_Continue;
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Parser *p = data;
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    uint32_t at;

    (void)parent;
    if (clang_isPreprocessing(kind)) return CXChildVisit_Continue;
    if (kind == CXCursor_StructDecl) note_frame(p, cursor);
    if (cursor_name_at(p->file, cursor, &at)) {
        add_declaration(p, cursor);
        return CXChildVisit_Continue;
    }
    if (kind == CXCursor_FunctionDecl) note_header_function(p, cursor);
    if (!clang_Location_isInSystemHeader(clang_getCursorLocation(cursor)) &&
        note_name(cursor, parent, p) == CXChildVisit_Recurse)
        clang_visitChildren(cursor, note_name, p);
    return CXChildVisit_Continue;
}

/* Calls know the function that they call, defined before or after. */
static void link_calls(Parser *p)
{
    Map functions;

    map_init(&functions, p->arena);
    for (size_t i = 0; i < p->unit->functions.len; i++)
        map_put(&functions, p->unit->functions.at[i]->name, p->unit->functions.at[i]);
    for (size_t i = 0; i < p->calls.len; i++)
        if (p->calls.at[i]->name.len)
            p->calls.at[i]->function = map_get(&functions, p->calls.at[i]->name);
}

/* Behind a ## arguments are put in unexpanded: the record does not have the words in them. */
static bool has_unrecorded_word(const Parser *p, Span call)
{
    for (size_t i = lex_find(&p->tokens, call.begin); i < p->tokens.len; i++) {
        const Token *token = &p->tokens.at[i];
        if (token->begin >= call.end) return false;
        if (token->kind != TOKEN_IDENTIFIER || word_at(p, token->begin)) continue;
        if (word_find(lex_text(p->unit->source.text, token))) return true;
    }
    return false;
}

/* Macro calls with words of the dialect in their bodies: those have to be in the text. */
static void expand_hiding(Parser *p)
{
    for (size_t i = 0; i < p->macros.calls.len; i++) {
        const MacroCall *call = &p->macros.calls.at[i];
        if (call->hides || has_unrecorded_word(p, call->span)) parser_expand(p, call->span.begin);
    }
}

/* ------------------------------------------------------------------ rounds */

/* What the conditions of the preprocessor leave out is no code: as if it belonged to the directive.
 */
static void skip_tokens(Parser *p)
{
    CXSourceRangeList *skipped = clang_getSkippedRanges(p->clang, p->file);

    for (unsigned i = 0; skipped && i < skipped->count; i++) {
        unsigned begin, end;
        clang_getFileLocation(clang_getRangeStart(skipped->ranges[i]), NULL, NULL, NULL, &begin);
        clang_getFileLocation(clang_getRangeEnd(skipped->ranges[i]), NULL, NULL, NULL, &end);
        VEC_PUSH(p->arena, &p->skipped, ((Span){begin, end}));
        for (size_t k = lex_find(&p->tokens, begin); k < p->tokens.len; k++) {
            if (p->tokens.at[k].begin >= end) break;
            p->tokens.at[k].in_directive = true;
        }
    }
    clang_disposeSourceRangeList(skipped);
}

static void prepare(Parser *p, const Session *session, const Source *source)
{
    p->unit = ARENA_NEW(p->arena, Unit);
    p->unit->arena = p->arena;
    p->unit->source = *source;
    p->clang = session->unit;
    p->file = session->file;
    p->tokens = lex_all(p->arena, source->text);
    skip_tokens(p);
    sections_scan(p);
    map_init(&p->local_types, p->arena);
    map_init(&p->frames, p->arena);
    CXTargetInfo target = clang_getTranslationUnitTargetInfo(p->clang);
    p->pointer_size = (uint64_t)clang_TargetInfo_getPointerWidth(target) / 8;
    clang_TargetInfo_dispose(target);
}

static void flush_reports(Parser *p)
{
    for (size_t i = 0; i < p->reports.len; i++) {
        Report r = p->reports.at[i];
        if (r.level == DIAG_NOTE)
            diag_note(p->diags, &p->unit->source, r.span, "%.*s", STR_ARG(r.message));
        else
            diag_at(p->diags, &p->unit->source, r.level, r.flag, r.span, "%.*s",
                    STR_ARG(r.message));
    }
}

/* One parse. False: p->expand has what is to be expanded first, or `*next` is another text. */
static bool parse_round(Parser *p, const Session *session, const Source *source,
                        const Source **next)
{
    prepare(p, session, source);
    MacroScan scan = {p->arena, p->clang, p->file, source->text, &p->tokens};
    *next = include_inside(p);
    if (*next) return false;
    macros_scan(&scan, &p->macros);
    expand_hiding(p);
    if (p->expand.len) *next = sections_resolve(p);
    if (p->expand.len) return false;
    add_identifiers(p);
    clang_visitChildren(clang_getTranslationUnitCursor(p->clang), visit, p);
    if (p->digraphs.len) *next = digraphs_spell(p);
    if (*next) return false;
    if (p->header_functions.len) *next = include_headers(p);
    if (!*next) *next = sections_resolve(p);
    if (p->expand.len || *next || expand_reported(p)) return false;
    if (!p->clang_errors.len) misuse_stray_words(p);
    misuse_headers(p);
    misuse_names(p);
    add_files(p);
    link_calls(p);
    flush_reports(p);
    return true;
}

/* The unit, or NULL; `*next` is the text for another round, or NULL. */
static Unit *run_round(Arena *arena, const ParseOptions *options, DiagList *diags,
                       const Source *source, const Source **next)
{
    Session session;
    Parser p = {.arena = arena, .options = options, .diags = diags};

    *next = NULL;
    if (!session_open(&session, arena, options, source)) {
        diag_at(diags, source, DIAG_ERROR, NULL, (Span){0, 0}, "clang cannot parse this file");
        return NULL;
    }
    /* What clang has against the text as it was written, it has against it in later rounds too. */
    if (!diag_errors(diags)) session_diagnostics(&session, arena, source, diags);
    session_error_places(&session, arena, &p.clang_errors);
    bool done = parse_round(&p, &session, source, next);
    if (!done && !*next) *next = expand_calls(&p, diags);
    session_close(&session);
    return p.unit;
}

static bool read_source(Arena *arena, const ParseOptions *options, DiagList *diags, Source *out)
{
    Str text = options->text;
    int error = text.at ? 0 : file_read(arena, options->name, &text);

    source_init(out, arena, options->name, error ? STR("") : text);
    if (error)
        diag_in_file(diags, &(Diag){.level = DIAG_ERROR,
                                    .message = arena_printf(arena, "cannot read '%s': %s",
                                                            options->name, strerror(error))});
    return error == 0;
}

Unit *parse_unit(Arena *arena, const ParseOptions *options, DiagList *diags)
{
    Source *source = ARENA_NEW(arena, Source);
    const Source *next = source;
    Unit *unit = NULL;

    if (!read_source(arena, options, diags, source)) return NULL;
    for (int round = 0; next && round < MAX_ROUNDS; round++)
        unit = run_round(arena, options, diags, next, &next);
    if (next)
        diag_at(diags, source, DIAG_ERROR, NULL, (Span){0, 0},
                "not yet supported: macros that stay hidden however often they are expanded");
    return unit;
}
