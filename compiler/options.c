#include "options.h"

#include "base/file.h"
#include "base/vec.h"
#include "emit/depfile.h"
#include "options_words.h"
#include <stdlib.h>
#include <unistd.h>

#ifndef ASYNCC_VERSION
#define ASYNCC_VERSION "development"
#endif

enum { DEFAULT_EMBED_LIMIT = 1024, HELP_COLUMN = 30 };

/* How the words of an option lie on the command line. */
typedef enum OptionForm {
    FORM_ALONE,    /* -v */
    FORM_EQUALS,   /* --emit=KIND: the name ends with its = */
    FORM_PREFIX,   /* -f...: whatever follows is part of the option */
    FORM_SEPARATE, /* -include FILE */
    FORM_JOINED    /* -DNAME or -D NAME */
} OptionForm;

typedef struct Parser Parser;

typedef struct OptionRow {
    const char *name;
    OptionForm form;
    const char *argument; /* what --help calls it; NULL: none */
    void (*apply)(Parser *p, const char *value);
    const char *help; /* NULL: taken, and not spoken of */
} OptionRow;

/* The command line while it is read. */
struct Parser {
    Options *out;
    Arena *arena;
    DiagList *diags;
    const char *word[2]; /* the option at hand, and its argument where that is a word of its own */
    int words;
    bool failed;
    bool only_files; /* behind -- */
    VEC(const char *) arguments;
};

/* ------------------------------------------------------------------ complaints */

static void wrong(Parser *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void wrong(Parser *p, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Str message = arena_vprintf(p->arena, format, arguments);
    va_end(arguments);
    diag_in_file(p->diags, &(Diag){.level = DIAG_ERROR, .message = message});
    p->failed = true;
}

static void wrong_with_hint(Parser *p, const char *complaint, const char *word)
{
    wrong(p, "%s '%s'", complaint, word);
    diag_in_file(p->diags,
                 &(Diag){.level = DIAG_NOTE, .message = STR("`asyncc --help` lists the options")});
}

/* ------------------------------------------------------------------ what the options do */

static void ignore(Parser *p, const char *value) { (void)p, (void)value; }

/* Hands the option to the parse as it was written. */
static void pass_on(Parser *p, const char *value)
{
    (void)value;
    for (int i = 0; i < p->words; i++) VEC_PUSH(p->arena, &p->arguments, p->word[i]);
}

/* Of the level the parse needs only the macros: __OPTIMIZE__, __OPTIMIZE_SIZE__, __FAST_MATH__. */
static void set_level(Parser *p, const char *value)
{
    const char *level = strcmp(value, "0") == 0                              ? "-O0"
                        : strcmp(value, "s") == 0 || strcmp(value, "z") == 0 ? "-Os"
                                                                             : "-O1";
    VEC_PUSH(p->arena, &p->arguments, level);
    if (strcmp(value, "fast") == 0) VEC_PUSH(p->arena, &p->arguments, "-ffast-math");
}

static void set_output(Parser *p, const char *value) { p->out->output = value; }
static void set_no_line(Parser *p, const char *value) { (void)value, p->out->no_line = true; }
static void set_verbose(Parser *p, const char *value) { (void)value, p->out->verbose = true; }
static void set_dump(Parser *p, const char *value) { p->out->dump = value; }
static void show_help(Parser *p, const char *value) { (void)value, p->out->show = SHOW_HELP; }
static void show_manual(Parser *p, const char *value) { (void)value, p->out->show = SHOW_MANUAL; }
static void show_version(Parser *p, const char *value) { (void)value, p->out->show = SHOW_VERSION; }

static void set_emit(Parser *p, const char *value)
{
    static const struct {
        const char *name;
        EmitKind kind;
    } kind[] = {{"c", EMIT_C},       {"dot", EMIT_DOT},   {"svg", EMIT_SVG},
                {"json", EMIT_JSON}, {"html", EMIT_HTML}, {"frames", EMIT_FRAMES}};
    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++) {
        if (strcmp(kind[i].name, value) != 0) continue;
        p->out->emit = kind[i].kind;
        return;
    }
    wrong_with_hint(p, "no such kind of output:", value);
}

/* A number of bytes, in decimal. */
static uint64_t number(Parser *p, const char *value, uint64_t max)
{
    char *end;
    unsigned long long n = strtoull(value, &end, 10);
    if (value[0] < '0' || value[0] > '9' || *end || n > max) {
        wrong_with_hint(p, "not a number of bytes in", p->word[0]);
        return 0;
    }
    return n;
}

static void set_embed_limit(Parser *p, const char *value)
{
    p->out->embed_limit = (uint32_t)number(p, value, UINT32_MAX);
}

/* Ours are kept from clang, which does not know them; -Werror and -w are for both. */
static void set_warning(Parser *p, const char *value)
{
    const char *word = p->word[0];
    if (!diag_option(p->diags, word) || !strcmp(word, "-Werror") || !strcmp(word, "-Wno-error") ||
        !strcmp(word, "-w")) {
        pass_on(p, value);
    }
}

static void set_frame_limit(Parser *p, const char *value)
{
    diag_option(p->diags, p->word[0]);
    p->out->frame_limit = number(p, value, UINT64_MAX);
}

static void set_diagnostics_format(Parser *p, const char *value)
{
    p->out->json = strcmp(value, "json") == 0;
    if (!p->out->json && strcmp(value, "text") != 0) {
        wrong_with_hint(p, "no such format of diagnostics:", value);
    }
}

static bool wants_colour(void)
{
    const char *terminal = getenv("TERM");
    const char *refusal = getenv("NO_COLOR");
    if (refusal && *refusal) return false;
    return terminal && strcmp(terminal, "dumb") != 0 && isatty(STDERR_FILENO);
}

static void set_colour(Parser *p, const char *value)
{
    if (!strcmp(value, "auto")) {
        p->out->colour = wants_colour();
    } else {
        p->out->colour = strcmp(value, "never") != 0;
    }
}

static void colour_on(Parser *p, const char *value) { (void)value, p->out->colour = true; }
static void colour_off(Parser *p, const char *value) { (void)value, p->out->colour = false; }

static void set_depfile_on(Parser *p, const char *value)
{
    (void)value;
    p->out->depfile.wanted = true;
}

static void set_phony(Parser *p, const char *value) { (void)value, p->out->depfile.phony = true; }

static void set_depfile(Parser *p, const char *value)
{
    p->out->depfile.wanted = true;
    p->out->depfile.path = value;
}

static void add_target(Parser *p, Str target)
{
    Str *all = &p->out->depfile.targets;
    const char *gap = all->len ? " " : "";
    *all = arena_printf(p->arena, "%.*s%s%.*s", STR_ARG(*all), gap, STR_ARG(target));
}

static void add_raw_target(Parser *p, const char *value) { add_target(p, str_from(value)); }

static void add_quoted_target(Parser *p, const char *value)
{
    add_target(p, depfile_escape(p->arena, str_from(value)));
}

static void check_language(Parser *p, const char *value)
{
    if (strcmp(value, "c") != 0) wrong(p, "asyncc translates C, not '%s'", value);
}

/* ------------------------------------------------------------------ the table */

/* The longest name that fits an option wins, so the order is --help's alone. */
static const OptionRow table[] = {
    {"-o", FORM_JOINED, "FILE", set_output,
     "write to FILE, `-` for standard output (default: x.async.c in the current folder for x.c)"},
    {"--emit=", FORM_EQUALS, "KIND", set_emit,
     "what to write: c (default), dot, svg, json, html, frames"},
    {"--no-line", FORM_ALONE, NULL, set_no_line,
     "no #line: debug the generated C instead of the source"},
    {"-fembed-limit=", FORM_EQUALS, "N", set_embed_limit,
     "frames of more than N bytes get memory of their own (default: 1024)"},
    {"-I", FORM_JOINED, "DIR", pass_on, "look for headers in DIR"},
    {"-iquote", FORM_JOINED, "DIR", pass_on, "look for headers included with \"...\" in DIR"},
    {"-isystem", FORM_JOINED, "DIR", pass_on, "look for system headers in DIR"},
    {"-include", FORM_JOINED, "FILE", pass_on, "include FILE first"},
    {"-D", FORM_JOINED, "NAME[=TEXT]", pass_on, "define a macro"},
    {"-U", FORM_JOINED, "NAME", pass_on, "undefine a macro"},
    {"-std=", FORM_EQUALS, "STANDARD", pass_on, "c11, c17, c23, or gnu11, gnu17, gnu23"},
    {"-m", FORM_PREFIX, "...", pass_on, "an option of the target machine, for the parse"},
    {"-f", FORM_PREFIX, "...", pass_on, "an option of the language, for the parse"},
    {"-O", FORM_PREFIX, "LEVEL", set_level, "its macros (__OPTIMIZE__), for the parse"},
    {"-W", FORM_PREFIX, "NAME", set_warning,
     "turn a warning on; -Wno-NAME: off; -Werror, -Werror=NAME: make it an error"},
    {"-Wframe-larger-than=", FORM_EQUALS, "N", set_frame_limit,
     "warn of frames of more than N bytes"},
    {"-w", FORM_ALONE, NULL, set_warning, "no warnings"},
    {"-MD", FORM_ALONE, NULL, set_depfile_on, "write the files that were read as a rule for make"},
    {"-MF", FORM_JOINED, "FILE", set_depfile,
     "write that rule to FILE (default: the output, as .d)"},
    {"-MT", FORM_JOINED, "TARGET", add_raw_target, "the rule's target (default: the output)"},
    {"-MQ", FORM_JOINED, "TARGET", add_quoted_target, "like -MT, special characters escaped"},
    {"-MP", FORM_ALONE, NULL, set_phony, "add an empty rule for each header"},
    {"--diagnostics-format=", FORM_EQUALS, "FORMAT", set_diagnostics_format,
     "text (default) or json"},
    {"-fdiagnostics-color=", FORM_EQUALS, "WHEN", set_colour, "always, never or auto (default)"},
    {"--dump=", FORM_EQUALS, "STAGE", set_dump, "print what a stage of the translation gives"},
    {"--cc", FORM_SEPARATE, "COMPILER ...", ignore,
     "stand in front of a compiler: translate its dialect files, then run it"},
    {"-v", FORM_ALONE, NULL, set_verbose, "say what is done"},
    {"--version", FORM_ALONE, NULL, show_version, "print the version"},
    {"--help", FORM_ALONE, NULL, show_help, "print this list"},
    {"--help=man", FORM_ALONE, NULL, show_manual, NULL},
    {"-MMD", FORM_ALONE, NULL, set_depfile_on, NULL},
    {"-fdiagnostics-color", FORM_ALONE, NULL, colour_on, NULL},
    {"-fcolor-diagnostics", FORM_ALONE, NULL, colour_on, NULL},
    {"-fno-diagnostics-color", FORM_ALONE, NULL, colour_off, NULL},
    {"-fno-color-diagnostics", FORM_ALONE, NULL, colour_off, NULL},
    {"-ansi", FORM_ALONE, NULL, pass_on, NULL},
    {"-idirafter", FORM_JOINED, "DIR", pass_on, NULL},
    {"-imacros", FORM_JOINED, "FILE", pass_on, NULL},
    {"-isysroot", FORM_JOINED, "DIR", pass_on, NULL},
    {"--sysroot=", FORM_EQUALS, "DIR", pass_on, NULL},
    {"--target=", FORM_EQUALS, "TRIPLE", pass_on, NULL},
    {"-target", FORM_SEPARATE, "TRIPLE", pass_on, NULL},
    {"-nostdinc", FORM_ALONE, NULL, pass_on, NULL},
    {"-pedantic", FORM_ALONE, NULL, pass_on, NULL},
    {"-pedantic-errors", FORM_ALONE, NULL, pass_on, NULL},
    {"-pthread", FORM_ALONE, NULL, pass_on, NULL},
    {"-Wa,", FORM_PREFIX, NULL, ignore, NULL},
    {"-Wl,", FORM_PREFIX, NULL, ignore, NULL},
    {"-g", FORM_PREFIX, NULL, ignore, NULL},
    {"-c", FORM_ALONE, NULL, ignore, NULL},
    {"-pipe", FORM_ALONE, NULL, ignore, NULL},
    {"-x", FORM_JOINED, "LANGUAGE", check_language, NULL},
};

enum { ROWS = sizeof table / sizeof *table };

/* ------------------------------------------------------------------ parsing */

static bool fits(const OptionRow *row, const char *word)
{
    bool whole = row->form == FORM_ALONE || row->form == FORM_SEPARATE;
    return whole ? strcmp(word, row->name) == 0 : str_starts(str_from(word), row->name);
}

static const OptionRow *find_row(const char *word)
{
    const OptionRow *best = NULL;
    for (int i = 0; i < ROWS; i++) {
        if (!fits(&table[i], word)) continue;
        if (!best || strlen(table[i].name) > strlen(best->name)) best = &table[i];
    }
    return best;
}

static void read_file_name(Parser *p, const char *word)
{
    if (!p->out->input) {
        p->out->input = word;
    } else {
        wrong(p, "more than one input file: '%s' and '%s'", p->out->input, word);
    }
}

/* Reads the option at words[i]; gives how many words it took. */
static size_t read_option(Parser *p, const Words *words, size_t i)
{
    const char *word = words->at[i];
    const OptionRow *row = find_row(word);
    if (!row) {
        wrong_with_hint(p, "unknown option", word);
        return 1;
    }
    const char *value = word + strlen(row->name);
    bool separate = !*value && (row->form == FORM_SEPARATE || row->form == FORM_JOINED);
    if (separate && i + 1 == words->len) {
        wrong(p, "'%s' needs an argument: %s", word, row->argument);
        return 1;
    }
    p->word[0] = word;
    p->word[1] = separate ? words->at[i + 1] : NULL;
    p->words = separate ? 2 : 1;
    row->apply(p, separate ? p->word[1] : value);
    return (size_t)p->words;
}

static size_t read_word(Parser *p, const Words *words, size_t i)
{
    const char *word = words->at[i];
    if (p->only_files || word[0] != '-' || !word[1]) {
        read_file_name(p, word);
        return 1;
    }
    if (strcmp(word, "--") == 0) {
        p->only_files = true;
        return 1;
    }
    return read_option(p, words, i);
}

bool options_is_for_parse(const char *word)
{
    const OptionRow *row = find_row(word);
    void (*const apply[])(Parser *, const char *) = {pass_on,         set_level,       set_warning,
                                                     set_frame_limit, set_embed_limit, set_colour,
                                                     colour_on,       colour_off};
    for (size_t i = 0; row && i < sizeof apply / sizeof *apply; i++)
        if (row->apply == apply[i]) return true;
    return false;
}

bool options_is_own(const char *word)
{
    const OptionRow *row = find_row(word);
    if (!row) return false;
    if (row->apply == set_embed_limit) return true;
    return row->apply == set_warning && diag_is_own_flag(word);
}

/* ------------------------------------------------------------------ defaults */

/* `name` with `ending` in the place of its own. */
static const char *with_ending(Arena *arena, Str name, const char *ending)
{
    Str base = path_base(name);
    size_t len = base.len;
    while (len > 0 && base.at[len - 1] != '.') len--;
    Str stem = {name.at, len > 1 ? name.len - base.len + len - 1 : name.len};
    return arena_printf(arena, "%.*s%s", STR_ARG(stem), ending).at;
}

static void choose_output(Options *out, Arena *arena)
{
    if (out->output) return;
    bool is_text = out->emit != EMIT_C || out->dump || strcmp(out->input, "-") == 0;
    out->output = is_text ? "-" : with_ending(arena, path_base(str_from(out->input)), ".async.c");
}

static void choose_depfile(Parser *p)
{
    DepfileOptions *depfile = &p->out->depfile;
    Str name = str_from(p->out->output);
    if (str_is(name, "-")) name = path_base(str_from(p->out->input));
    if (!depfile->wanted) return;
    if (!depfile->path) depfile->path = with_ending(p->arena, name, ".d");
    if (!depfile->targets.len) add_quoted_target(p, p->out->output);
}

static void finish(Parser *p)
{
    p->out->argument = p->arguments.at;
    p->out->arguments = (uint32_t)p->arguments.len;
    if (p->out->show != SHOW_NOTHING) return;
    if (!p->out->input && p->out->verbose) {
        p->out->show = SHOW_VERSION; /* `asyncc -v` asks what it is, as with gcc */
        return;
    }
    if (!p->out->input) {
        wrong_with_hint(p, "no input file:", "asyncc [options] FILE.c");
        return;
    }
    choose_output(p->out, p->arena);
    choose_depfile(p);
    if (strcmp(p->out->input, "-") != 0 && strcmp(p->out->input, p->out->output) == 0) {
        wrong(p, "the output would overwrite the input '%s'", p->out->input);
    }
}

int options_parse(Options *out, Arena *arena, DiagList *diags, int argc, char **argv)
{
    Parser p = {.out = out, .arena = arena, .diags = diags};
    Words words = {0};
    const char *unread;
    *out = (Options){.embed_limit = DEFAULT_EMBED_LIMIT, .colour = wants_colour()};
    int rc = options_words(arena, argc, argv, &words, &unread);
    if (rc != 0) {
        wrong(&p, "cannot read '%s': %s", unread, strerror(rc));
        return 2;
    }
    for (size_t i = 0; i < words.len;) i += read_word(&p, &words, i);
    finish(&p);
    return p.failed ? 2 : 0;
}

/* ------------------------------------------------------------------ showing */

static Str form_text(char *room, size_t size, const OptionRow *row)
{
    bool apart = row->form == FORM_SEPARATE || row->form == FORM_JOINED;
    snprintf(room, size, "%s%s%s", row->name, apart ? " " : "", row->argument ? row->argument : "");
    return str_from(room);
}

static void show_list(FILE *out)
{
    char room[64];
    size_t flags;
    const DiagFlag *flag = diag_flags(&flags);
    fputs("Usage: asyncc [options] FILE.c\n"
          "       asyncc ps [--json] PID, asyncc ps CORE PROGRAM\n"
          "Translates a C file with async functions and generators into plain C;"
          " ps: tells what tasks wait for.\n\n",
          out);
    for (int i = 0; i < ROWS; i++) {
        if (!table[i].help) continue;
        Str form = form_text(room, sizeof room, &table[i]);
        fprintf(out, "  %-*.*s%s\n", HELP_COLUMN - 2, STR_ARG(form), table[i].help);
    }
    fputs("\nWarnings, all on (-Wno-NAME: off; -Werror=NAME: an error):\n", out);
    for (size_t i = 0; i < flags; i++)
        fprintf(out, "  -W%-*s%s\n", HELP_COLUMN - 4, flag[i].name, flag[i].help);
    fputs("\nOptions of a C compiler that mean nothing here (-g, -c, -pipe) are passed over.\n"
          "@FILE stands for the options in FILE, `-` for standard input.\n"
          "Exit status: 0; 1: errors in the source; 2: wrong usage, or a file that cannot be read"
          " or written.\n",
          out);
}

/* roff takes a bare - for a hyphen, and a . or ' at the start of a line for a request. */
static void print_roff(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '-' || *text == '\\') fputc('\\', out);
        fputc(*text, out);
    }
    fputc('\n', out);
}

static void show_roff(FILE *out)
{
    char room[64];
    size_t flags;
    const DiagFlag *flag = diag_flags(&flags);
    for (int i = 0; i < ROWS; i++) {
        if (!table[i].help) continue;
        fputs(".TP\n.B ", out);
        print_roff(out, form_text(room, sizeof room, &table[i]).at);
        print_roff(out, table[i].help);
    }
    fputs(".SS Warnings\nAll are on. \\-Wno\\-NAME turns one off, \\-Werror=NAME makes it an "
          "error.\n",
          out);
    for (size_t i = 0; i < flags; i++) {
        fputs(".TP\n.B \\-W", out);
        print_roff(out, flag[i].name);
        print_roff(out, flag[i].help);
    }
}

void options_show(ShowKind show, FILE *out)
{
    if (show == SHOW_HELP) show_list(out);
    if (show == SHOW_MANUAL) show_roff(out);
    if (show == SHOW_VERSION) fputs("asyncc " ASYNCC_VERSION "\n", out);
}
