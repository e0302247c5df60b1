/*
 * Each dialect file NAME.c becomes NAME.c in a folder of its own below a temporary one, so that
 * what the compiler names after its input is named as ever; #line and -iquote make it the user's
 * file again. Dependency files that the compiler writes are written anew, with the user's files.
 */
#define _XOPEN_SOURCE 700
#include "cc.h"
#include "base/file.h"
#include "cc_line.h"
#include "options.h"
#include "pipeline.h"
#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* A dialect file among the inputs. */
typedef struct Translated {
    size_t word; /* its index on the command line */
    const char *source;
    const char *folder, *made, *result, *depends; /* made: NAME.async.c, renamed to NAME.c */
} Translated;

typedef struct CcRun {
    Arena *arena;
    CcLine line;
    const char **own; /* asyncc's options, before --cc */
    size_t owns;
    const char *folder; /* the temporary one */
    VEC(Translated) files;
} CcRun;

int cc_word(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--cc")) return i;
    return 0;
}

static int fail(const char *what, int error)
{
    fprintf(stderr, "asyncc: error: %s%s%s\n", what, error ? ": " : "",
            error ? strerror(error) : "");
    return 2;
}

/* ------------------------------------------------------------------ names */

static Str stem_of(const char *path)
{
    Str base = path_base(str_from(path));

    if (base.len > 2) base.len -= 2; /* .c */
    return base;
}

static Str folder_of(const char *path)
{
    Str whole = str_from(path);
    size_t len = whole.len - path_base(whole).len;

    return len ? (Str){path, len > 1 ? len - 1 : len} : STR(".");
}

/* The object of an input, as the compiler names it. */
static const char *object_of(const CcRun *run, const Translated *file)
{
    if (run->line.output && !run->line.is_linked) return run->line.output;
    return arena_printf(run->arena, "%.*s.o", STR_ARG(stem_of(file->source))).at;
}

static const char *with_d(const CcRun *run, const char *object)
{
    Str name = str_from(object), base = path_base(name);
    size_t len = base.len;

    while (len > 0 && base.at[len - 1] != '.') len--;
    size_t stem = len > 1 ? name.len - base.len + len - 1 : name.len;
    return arena_printf(run->arena, "%.*s.d", (int)stem, object).at;
}

/* Where the compiler has written an input's dependencies; NULL: nowhere that is known. */
static const char *depfile_of(const CcRun *run, const Translated *file)
{
    if (run->line.depfile) return run->line.depfile;
    if (!run->line.is_linked || !run->line.output) return with_d(run, object_of(run, file));
    Str program = stem_of(run->line.output), stem = stem_of(file->source);
    program.len = strlen(path_base(str_from(run->line.output)).at);
    Str folder = folder_of(run->line.output);
    const char *joined = arena_printf(run->arena, "%.*s/%.*s-%.*s.d", STR_ARG(folder),
                                      STR_ARG(program), STR_ARG(stem))
                             .at;
    return file_exists(joined) ? joined : with_d(run, object_of(run, file));
}

/* ------------------------------------------------------------------ translating */

static int make_folders(CcRun *run)
{
    const char *above = getenv("TMPDIR");
    char *folder = xmalloc(4096);

    snprintf(folder, 4096, "%s/asyncc-XXXXXX", above && *above ? above : "/tmp");
    int rc = mkdtemp(folder) ? 0 : errno;
    if (rc == 0) run->folder = arena_copy(run->arena, str_from(folder)).at;
    free(folder);
    for (size_t i = 0; rc == 0 && i < run->files.len; i++) {
        Translated *file = &run->files.at[i];
        Str stem = stem_of(file->source);
        file->folder = arena_printf(run->arena, "%s/%zu", run->folder, i).at;
        file->made = arena_printf(run->arena, "%s/%.*s.async.c", file->folder, STR_ARG(stem)).at;
        file->result = arena_printf(run->arena, "%s/%.*s.c", file->folder, STR_ARG(stem)).at;
        file->depends = arena_printf(run->arena, "%s/depends", file->folder).at;
        rc = mkdir(file->folder, 0700) == 0 ? 0 : errno;
    }
    return rc;
}

static void remove_all(const CcRun *run)
{
    for (size_t i = 0; run->folder && i < run->files.len; i++) {
        const Translated *file = &run->files.at[i];
        unlink(file->made);
        unlink(file->result);
        unlink(file->depends);
        rmdir(file->folder);
    }
    if (run->folder) rmdir(run->folder);
}

/* asyncc's own command line for one file. Warnings of clang's are left to the compiler. */
static Words own_words(const CcRun *run, const Translated *file)
{
    const char *target = run->line.target ? run->line.target : object_of(run, file);
    const char *const last[] = {"-o",  file->made, "-MD", "-MF",       file->depends,
                                "-MT", target,     "--",  file->source};
    Words words = {0};

    VEC_PUSH(run->arena, &words, "asyncc");
    for (size_t i = 0; i < run->owns; i++) VEC_PUSH(run->arena, &words, run->own[i]);
    for (size_t i = 0; i < run->line.options.len; i++)
        VEC_PUSH(run->arena, &words, run->line.options.at[i]);
    VEC_PUSH(run->arena, &words, "-Wno-everything");
    if (run->line.phony) VEC_PUSH(run->arena, &words, "-MP");
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) VEC_PUSH(run->arena, &words, last[i]);
    return words;
}

static int translate(const CcRun *run, const Translated *file)
{
    Words words = own_words(run, file);
    Options options;
    DiagList *diags = diag_list_new(run->arena);
    int rc = options_parse(&options, run->arena, diags, (int)words.len, (char **)words.at);

    if (rc == 0) rc = pipeline_run(&options, run->arena, diags);
    if (rc == 0 && diag_errors(diags) > 0) rc = 1;
    if (options.json)
        diag_print_json(diags, stderr);
    else
        diag_print_text(diags, stderr, options.colour);
    if (rc == 0 && rename(file->made, file->result) != 0) rc = fail(file->result, errno);
    return rc;
}

static int translate_all(const CcRun *run)
{
    int worst = 0;

    for (size_t i = 0; i < run->files.len; i++) {
        int rc = translate(run, &run->files.at[i]);
        if (rc > worst) worst = rc;
    }
    return worst;
}

/* ------------------------------------------------------------------ compiling */

static const Translated *file_at(const CcRun *run, size_t word)
{
    for (size_t i = 0; i < run->files.len; i++)
        if (run->files.at[i].word == word) return &run->files.at[i];
    return NULL;
}

/* An input, with what makes its text the user's again: where its headers and itself are. */
static void add_input(const CcRun *run, Words *to, const Translated *file)
{
    const char *own = pipeline_headers(run->arena);
    Str folder = folder_of(file->source);

    VEC_PUSH(run->arena, to, "-iquote");
    VEC_PUSH(run->arena, to, arena_printf(run->arena, "%.*s", STR_ARG(folder)).at);
    VEC_PUSH(
        run->arena, to,
        arena_printf(run->arena, "-fdebug-prefix-map=%s=%.*s", file->folder, STR_ARG(folder)).at);
    if (own) VEC_PUSH(run->arena, to, "-idirafter");
    if (own) VEC_PUSH(run->arena, to, own);
    VEC_PUSH(run->arena, to, file->result);
}

/* The compiler's command line: translated files in the place of their sources, ours left out. */
static Words compiler_words(const CcRun *run)
{
    Words words = {0};

    for (size_t i = 0; i < run->line.words.len; i++) {
        const Translated *file = file_at(run, i);
        if (file)
            add_input(run, &words, file);
        else if (i == 0 || !options_is_own(run->line.words.at[i]))
            VEC_PUSH(run->arena, &words, run->line.words.at[i]);
    }
    VEC_PUSH(run->arena, &words, NULL);
    return words;
}

static int compile(const CcRun *run)
{
    Words words = compiler_words(run);
    pid_t child;
    int status;
    int rc = posix_spawnp(&child, words.at[0], NULL, NULL, (char *const *)words.at, environ);

    if (rc != 0) return fail(words.at[0], rc);
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return fail(words.at[0], errno);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int write_depfiles(const CcRun *run)
{
    for (size_t i = 0; run->line.wants_depfile && i < run->files.len; i++) {
        const char *path = depfile_of(run, &run->files.at[i]);
        Str text;
        int rc = file_read(run->arena, run->files.at[i].depends, &text);
        if (rc == 0) rc = file_write(path, text);
        if (rc != 0) return fail(path, rc);
    }
    return 0;
}

/* ------------------------------------------------------------------ the run */

static int become_compiler(const CcRun *run)
{
    Words words = compiler_words(run);

    execvp(words.at[0], (char *const *)words.at);
    return fail(words.at[0], errno);
}

static void find_files(CcRun *run)
{
    for (size_t i = 0; i < run->line.inputs.len && !run->line.only_depends; i++) {
        Translated file = {.word = run->line.inputs.at[i]};
        file.source = run->line.words.at[file.word];
        if (cc_is_dialect(&run->line, run->arena, file.source))
            VEC_PUSH(run->arena, &run->files, file);
    }
}

int cc_run(Arena *arena, int argc, char **argv)
{
    int at = cc_word(argc, argv);
    CcRun run = {.arena = arena, .own = (const char **)argv + 1, .owns = (size_t)at - 1};
    const char *unread;

    if (at + 1 >= argc) return fail("--cc needs a compiler: asyncc --cc gcc ARGUMENTS...", 0);
    int rc = cc_line_read(&run.line, arena, argc - at - 1, argv + at + 1, &unread);
    if (rc != 0) return fail(unread, rc);
    find_files(&run);
    if (!run.files.len) return become_compiler(&run);
    rc = make_folders(&run);
    if (rc != 0) rc = fail("a temporary folder cannot be made", rc);
    if (rc == 0) rc = translate_all(&run);
    if (rc == 0) rc = compile(&run);
    if (rc == 0) rc = write_depfiles(&run);
    remove_all(&run);
    return rc;
}
