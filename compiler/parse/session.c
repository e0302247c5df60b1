#include "session.h"

#include "../base/lex.h"

typedef VEC(const char *) Arguments;

static void add(Arena *arena, Arguments *to, const char *argument)
{
    VEC_PUSH(arena, to, argument);
}

/*
 * The user's arguments, then ours. An unknown option is left to the compiler that builds the
 * result; the file is C whatever its name is.
 */
static Arguments arguments_of(Arena *arena, const ParseOptions *options)
{
    Arguments all = {0};
    Str resources = resource_folder(arena);

    add(arena, &all, "-ferror-limit=0");
    if (resources.len) {
        add(arena, &all, "-resource-dir");
        add(arena, &all, arena_printf(arena, "%.*s", STR_ARG(resources)).at);
    }
    add(arena, &all, "-xc");
    for (size_t i = 0; i < options->argument_count; i++) add(arena, &all, options->arguments[i]);
    add(arena, &all, "-DASYNC_PARSE");
    add(arena, &all, "-Wno-unknown-warning-option");
    add(arena, &all, "-Qunused-arguments");
    if (options->include) {
        add(arena, &all, "-idirafter");
        add(arena, &all, options->include);
    }
    return all;
}

bool session_open(Session *session, Arena *arena, const ParseOptions *options, const Source *source)
{
    Arguments all = arguments_of(arena, options);
    struct CXUnsavedFile text = {options->name, source->text.at, source->text.len};

    *session = (Session){.index = clang_createIndex(0, 0)};
    enum CXErrorCode code = clang_parseTranslationUnit2(
        session->index, options->name, all.at, (int)all.len, &text, 1,
        CXTranslationUnit_DetailedPreprocessingRecord | CXTranslationUnit_KeepGoing |
            CXTranslationUnit_IncludeAttributedTypes,
        &session->unit);
    if (code != CXError_Success) {
        session_close(session);
        return false;
    }
    session->file = clang_getFile(session->unit, options->name);
    return true;
}

void session_close(Session *session)
{
    if (session->unit) clang_disposeTranslationUnit(session->unit);
    if (session->index) clang_disposeIndex(session->index);
    *session = (Session){0};
}

/* ------------------------------------------------------------------ diagnostics */

typedef struct Handing {
    const Session *session;
    Arena *arena;
    const Source *source;
    DiagList *diags;
} Handing;

static Str take(Arena *arena, CXString string)
{
    Str copy = arena_copy(arena, str_from(clang_getCString(string)));
    clang_disposeString(string);
    return copy;
}

/* About an option that clang does not have: the compiler that gets the result may. */
static bool is_about_option(CXDiagnostic diagnostic)
{
    CXFile file;
    CXString message = clang_getDiagnosticSpelling(diagnostic);
    Str text = str_from(clang_getCString(message));
    bool found = str_starts(text, "unknown argument") || str_starts(text, "unsupported option") ||
                 str_starts(text, "unsupported argument");

    clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, NULL, NULL, NULL);
    clang_disposeString(message);
    return found && !file;
}

static DiagLevel level_of(CXDiagnostic diagnostic)
{
    switch (clang_getDiagnosticSeverity(diagnostic)) {
    case CXDiagnostic_Error:
    case CXDiagnostic_Fatal: return DIAG_ERROR;
    case CXDiagnostic_Warning: return DIAG_WARNING;
    default: return DIAG_NOTE;
    }
}

static Str line_of(const Handing *h, CXFile file, unsigned offset, unsigned column)
{
    size_t size = 0;
    const char *text = clang_getFileContents(h->session->unit, file, &size);
    unsigned begin = offset - (column - 1), end = begin;

    if (!text || offset > size || column - 1 > offset) return STR("");
    while (end < size && text[end] != '\n') end++;
    return arena_copy(h->arena, (Str){text + begin, end - begin});
}

/* "-Wunused-value" without its -W; NULL for what has no flag. */
static const char *flag_of(const Handing *h, CXDiagnostic diagnostic)
{
    Str option = take(h->arena, clang_getDiagnosticOption(diagnostic, NULL));

    return str_starts(option, "-W") && !str_is(option, "-Wall") ? option.at + 2 : NULL;
}

/* How much of the text is underlined from `at` on: a word, or what an #include names. */
static uint32_t length_at(Str text, uint32_t at)
{
    uint32_t end = at;
    char quote = at < text.len && text.at[at] == '<' ? '>' : '"';

    while (end < text.len && lex_is_word_char((unsigned char)text.at[end])) end++;
    if (end > at || at >= text.len || !strchr("\"<", text.at[at])) return end > at ? end - at : 1;
    for (end = at + 1; end < text.len && text.at[end] != '\n'; end++)
        if (text.at[end] == quote) return end + 1 - at;
    return 1;
}

static void hand_on_from_header(const Handing *h, CXDiagnostic diagnostic, CXFile file)
{
    unsigned line, column, offset;

    clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), NULL, &line, &column, &offset);
    Str text = file ? line_of(h, file, offset, column) : STR("");
    Diag diag = {.level = level_of(diagnostic),
                 .flag = flag_of(h, diagnostic),
                 .file = file ? take(h->arena, clang_getFileName(file)).at : h->source->name,
                 .line = line ? line : 1,
                 .column = column ? column : 1,
                 .length = length_at(text, column ? column - 1 : 0),
                 .source_line = text,
                 .message = take(h->arena, clang_getDiagnosticSpelling(diagnostic))};
    diag_in_file(h->diags, &diag);
}

/* ------------------------------------------------------------------ how a header came in */

typedef struct Inclusion {
    const Handing *handing;
    CXFile file;
    bool is_done;
} Inclusion;

static void note_include(const Handing *h, CXSourceLocation location)
{
    CXFile file;
    unsigned line, column, offset;

    clang_getFileLocation(location, &file, &line, &column, &offset);
    if (!file) return;
    Str text = line_of(h, file, offset, column);
    diag_in_file(h->diags, &(Diag){.level = DIAG_NOTE,
                                   .file = take(h->arena, clang_getFileName(file)).at,
                                   .line = line,
                                   .column = column,
                                   .length = length_at(text, column - 1),
                                   .source_line = text,
                                   .message = STR("included from here")});
}

static void note_includes(CXFile included, CXSourceLocation *stack, unsigned depth,
                          CXClientData data)
{
    Inclusion *inclusion = data;

    if (inclusion->is_done || !clang_File_isEqual(included, inclusion->file)) return;
    inclusion->is_done = true;
    for (unsigned i = 0; i < depth; i++) note_include(inclusion->handing, stack[i]);
}

static void hand_on(const Handing *h, CXDiagnostic diagnostic, bool is_note)
{
    CXFile file;
    unsigned offset;

    clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, NULL, NULL, &offset);
    Str message = take(h->arena, clang_getDiagnosticSpelling(diagnostic));
    bool here = file && clang_File_isEqual(file, h->session->file);
    Span span = {offset, offset + length_at(h->source->text, offset)};
    if (is_note && (!file || str_starts(message, "in file included from")))
        return; /* by note_includes */
    if (!here) {
        Inclusion inclusion = {h, file, false};
        hand_on_from_header(h, diagnostic, file);
        if (file && !is_note) clang_getInclusions(h->session->unit, note_includes, &inclusion);
    } else if (is_note) {
        diag_note(h->diags, h->source, span, "%.*s", STR_ARG(message));
    } else {
        diag_at(h->diags, h->source, level_of(diagnostic), flag_of(h, diagnostic), span, "%.*s",
                STR_ARG(message));
    }
}

static void hand_on_notes(const Handing *h, CXDiagnostic diagnostic)
{
    CXDiagnosticSet notes = clang_getChildDiagnostics(diagnostic);
    unsigned count = notes ? clang_getNumDiagnosticsInSet(notes) : 0;

    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic note = clang_getDiagnosticInSet(notes, i);
        hand_on(h, note, true);
        clang_disposeDiagnostic(note);
    }
}

void session_diagnostics(const Session *session, Arena *arena, const Source *source,
                         DiagList *diags)
{
    Handing h = {session, arena, source, diags};
    unsigned count = clang_getNumDiagnostics(session->unit);

    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(session->unit, i);
        if (!is_about_option(diagnostic)) {
            hand_on(&h, diagnostic, false);
            hand_on_notes(&h, diagnostic);
        }
        clang_disposeDiagnostic(diagnostic);
    }
}

void session_error_places(const Session *session, Arena *arena, Offsets *out)
{
    unsigned count = clang_getNumDiagnostics(session->unit);

    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(session->unit, i);
        CXFile file;
        unsigned offset;
        clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, NULL, NULL, &offset);
        bool here = file && clang_File_isEqual(file, session->file);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error &&
            !is_about_option(diagnostic))
            VEC_PUSH(arena, out, here ? offset : 0);
        clang_disposeDiagnostic(diagnostic);
    }
}
