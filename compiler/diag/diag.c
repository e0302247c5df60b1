#include "diag_list.h"

#include "../base/map.h"
#include <stdlib.h>

/* ------------------------------------------------------------------ warning flags */

/* Warnings that are ours; those that clang gives have their own flags, and clang obeys those. */
static const DiagFlag own_flags[FLAG_COUNT] = {
    {"blocking-call", "a call that blocks the thread, in an async function"},
    {"dropped-handle", "a task, generator, future or queue whose handle nobody keeps"},
    {"endless-loop", "a loop without an end in which nothing suspends"},
    {"frame-larger-than", "a frame of more bytes than -Wframe-larger-than=N allows"},
    {"local-escapes", "a task is given the address of a local that it may outlive"},
    {"lock-leak", "a lock that is not released on some way out"},
    {"mutex-across-await", "a pthread mutex held across an await"},
    {"unchecked-result", "a result that is read though the try that sets it may have failed"},
    {"use-after-release", "a handle that is used after it was joined, released, closed or freed"},
    {"wait-for-never", "async_wait_for around a function that cannot suspend"},
};

const DiagFlag *diag_flags(size_t *count)
{
    *count = FLAG_COUNT;
    return own_flags;
}

static int find_flag(Str name)
{
    for (int i = 0; i < FLAG_COUNT; i++) {
        if (str_is(name, own_flags[i].name)) return i;
    }
    return -1;
}

/* `text` without the prefix, up to a `=`. */
static Str flag_name(const char *text, const char *prefix)
{
    const char *name = text + strlen(prefix);
    return (Str){name, strcspn(name, "=")};
}

static bool set_flag(FlagState *state, const char *option, const char *prefix, FlagChange change)
{
    int flag = find_flag(flag_name(option, prefix));
    if (flag < 0) return false;
    if (change == FLAG_ON || change == FLAG_ERROR) state[flag].off = false;
    if (change == FLAG_OFF) state[flag].off = true;
    if (change == FLAG_ERROR) state[flag].error = ALWAYS;
    if (change == FLAG_NO_ERROR) state[flag].error = NEVER;
    return true;
}

bool diag_option(DiagList *list, const char *option)
{
    static const struct {
        const char *prefix;
        FlagChange change;
    } form[] = {{"-Werror=", FLAG_ERROR},
                {"-Wno-error=", FLAG_NO_ERROR},
                {"-Wno-", FLAG_OFF},
                {"-W", FLAG_ON}};
    Str text = str_from(option);
    if (str_is(text, "-Werror") || str_is(text, "-Wno-error")) {
        list->all_errors = str_is(text, "-Werror");
        return true;
    }
    if (str_is(text, "-w")) {
        list->silent = true;
        return true;
    }
    for (size_t i = 0; i < sizeof form / sizeof *form; i++) {
        if (!str_starts(text, form[i].prefix)) continue;
        return set_flag(list->flag, option, form[i].prefix, form[i].change);
    }
    return false;
}

bool diag_is_own_flag(const char *option)
{
    FlagState scratch[FLAG_COUNT] = {{0}};
    static const char *const prefix[] = {"-Werror=", "-Wno-error=", "-Wno-", "-W"};
    for (size_t i = 0; i < sizeof prefix / sizeof *prefix; i++) {
        if (!str_starts(str_from(option), prefix[i])) continue;
        return set_flag(scratch, option, prefix[i], FLAG_ON);
    }
    return false;
}

/* What the options make of a warning: its level, or nothing at all. */
static bool judge(const DiagList *list, Diag *diag, bool *promoted)
{
    *promoted = false;
    if (diag->level != DIAG_WARNING) return true;
    if (list->silent) return false;
    int flag = diag->flag ? find_flag(str_from(diag->flag)) : -1;
    FlagState state = flag >= 0 ? list->flag[flag] : (FlagState){0};
    if (state.off) return false;
    *promoted = state.error == ALWAYS || (state.error == AS_ALL && list->all_errors);
    if (*promoted) diag->level = DIAG_ERROR;
    return true;
}

/* ------------------------------------------------------------------ collecting */

DiagList *diag_list_new(Arena *arena)
{
    DiagList *list = ARENA_NEW(arena, DiagList);
    list->arena = arena;
    map_init(&list->seen, arena);
    return list;
}

/* True the first time that this is said at this place. */
static bool is_new(DiagList *list, const Diag *diag)
{
    Str key = arena_printf(list->arena, "%s:%u:%u:%.*s", diag->file ? diag->file : "", diag->line,
                           diag->column, STR_ARG(diag->message));
    if (map_get(&list->seen, key)) return false;
    map_put(&list->seen, key, list);
    return true;
}

static Diag copy_of(DiagList *list, const Diag *diag)
{
    Diag copy = *diag;
    if (diag->file) copy.file = arena_copy(list->arena, str_from(diag->file)).at;
    copy.message = arena_copy(list->arena, diag->message);
    copy.source_line = arena_copy(list->arena, diag->source_line);
    copy.order = list->order++;
    return copy;
}

static void add_note(DiagList *list, const Diag *note)
{
    if (list->last_dropped || !list->entries.len) return;
    VEC_PUSH(list->arena, &list->entries.at[list->entries.len - 1].notes, copy_of(list, note));
}

void diag_in_file(DiagList *list, const Diag *diag)
{
    if (diag->level == DIAG_NOTE) {
        add_note(list, diag);
        return;
    }
    DiagEntry entry = {.diag = *diag};
    list->last_dropped = !judge(list, &entry.diag, &entry.promoted) || !is_new(list, &entry.diag);
    if (list->last_dropped) return;
    entry.diag = copy_of(list, &entry.diag);
    list->errors += entry.diag.level == DIAG_ERROR;
    VEC_PUSH(list->arena, &list->entries, entry);
}

/* Where the file is included, and the macro's body that the text comes from. */
static void add_origins(DiagList *list, const Source *source, uint32_t at)
{
    const SourceBody *body = source_body(source, at);
    const Source *file = source_place(source, (Span){at, at}).file;

    while (file->includer) {
        diag_note(list, file->includer, file->included, "included from here");
        file = source_place(file->includer, file->included).file;
    }
    if (body)
        diag_note(list, body->file, body->span, "expanded from macro '%.*s'", STR_ARG(body->macro));
}

/* Fills in the place: of the file that the user wrote, wherever the text has moved since. */
static void place(Diag *diag, const Source *source, Span span)
{
    SourcePlace origin = source_place(source, span);
    diag->file = origin.file->name;
    diag->line = source_line(origin.file, origin.span.begin);
    diag->column = source_column(origin.file, origin.span.begin);
    diag->length = origin.span.end > origin.span.begin ? origin.span.end - origin.span.begin : 1;
    diag->source_line = source_line_text(origin.file, diag->line);
}

void diag_at(DiagList *list, const Source *source, DiagLevel level, const char *flag, Span span,
             const char *format, ...)
{
    Diag diag = {.level = level, .flag = flag};
    place(&diag, source, span);
    va_list arguments;
    va_start(arguments, format);
    diag.message = arena_vprintf(list->arena, format, arguments);
    va_end(arguments);
    diag_in_file(list, &diag);
    add_origins(list, source, span.begin);
}

void diag_note(DiagList *list, const Source *source, Span span, const char *format, ...)
{
    Diag note = {.level = DIAG_NOTE};
    place(&note, source, span);
    va_list arguments;
    va_start(arguments, format);
    note.message = arena_vprintf(list->arena, format, arguments);
    va_end(arguments);
    diag_in_file(list, &note);
}

/* Whether the place of an entry is one of the span's. */
static bool is_within(const Diag *diag, const Source *source, Span span)
{
    Diag first = {0}, last = {0};

    place(&first, source, (Span){span.begin, span.begin});
    place(&last, source, (Span){span.end, span.end});
    if (!diag->file || strcmp(diag->file, first.file) != 0) return false;
    bool before = diag->line < first.line || (diag->line == first.line && diag->column < first.column);
    bool behind = diag->line > last.line || (diag->line == last.line && diag->column >= last.column);
    return !before && !behind;
}

void diag_withdraw(DiagList *list, const Source *source, Span span, const char *words)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->entries.len; i++) {
        const Diag *diag = &list->entries.at[i].diag;
        bool gone = diag->level == DIAG_ERROR && is_within(diag, source, span) &&
                    strstr(arena_copy(list->arena, diag->message).at, words);
        if (gone) list->errors--;
        else list->entries.at[kept++] = list->entries.at[i];
    }
    list->entries.len = kept;
}

uint32_t diag_errors(const DiagList *list) { return list->errors; }

/* ------------------------------------------------------------------ order */

static int compare(const void *left, const void *right)
{
    const Diag *a = &(*(const DiagEntry *const *)left)->diag;
    const Diag *b = &(*(const DiagEntry *const *)right)->diag;
    int file = strcmp(a->file ? a->file : "", b->file ? b->file : "");
    if (file != 0) return file;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    if (a->column != b->column) return a->column < b->column ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

const DiagEntry **diag_sorted(const DiagList *list)
{
    const DiagEntry **sorted = ARENA_ARRAY(list->arena, const DiagEntry *, list->entries.len);
    for (size_t i = 0; i < list->entries.len; i++) sorted[i] = &list->entries.at[i];
    qsort(sorted, list->entries.len, sizeof *sorted, compare);
    return sorted;
}
