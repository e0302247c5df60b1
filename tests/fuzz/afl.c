/*
 * The target of AFL++: asyncc, one text after the other in one process (loading libclang takes
 * longer than most translations). What is accepted is given to clang as C; that it is an error
 * there is a crash here, so that AFL++ keeps the text.
 *
 *      target                  under afl-fuzz
 *      target FILE...          by hand: the same for each file
 *
 * It works in the current folder, on in.c and out.c.
 */
#include "base/file.h"
#include "base/options_data.h"
#include "diag/diag.h"
#include "options.h"
#include "pipeline.h"
#include <clang-c/Index.h>
#include <stdlib.h>
#include <unistd.h>

enum { TEXTS_PER_PROCESS = 200 };

#ifdef __AFL_HAVE_MANUAL_CONTROL
__AFL_FUZZ_INIT();
#endif

static void fail(const char *why)
{
    fprintf(stderr, "%s\n", why);
    abort();
}

/* 0 or 1, as asyncc ends. */
static int translate(Arena *arena)
{
    char *arguments[] = {"asyncc", "-I" ASYNCC_INCLUDE_DIR, "-std=gnu17", "-w", "-o", "out.c",
                         "in.c"};
    Options options;
    DiagList *diags = diag_list_new(arena);
    int status = options_parse(&options, arena, diags, 7, arguments);

    if (status == 0) status = pipeline_run(&options, arena, diags);
    if (status == 0 && diag_errors(diags)) status = 1;
    if (status == 1 && !diag_errors(diags)) fail("1 without an error");
    return status;
}

static void compile(void)
{
    static const char *const arguments[] = {"-xc", "-std=gnu17", "-w", "-I" ASYNCC_INCLUDE_DIR};
    CXIndex index = clang_createIndex(0, 0);
    CXTranslationUnit unit = clang_parseTranslationUnit(index, "out.c", arguments, 4, NULL, 0, 0);
    unsigned count = unit ? clang_getNumDiagnostics(unit) : 0;

    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);
        bool is_error = clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error;
        clang_disposeDiagnostic(diagnostic);
        if (is_error) fail("does not compile");
    }
    if (unit) clang_disposeTranslationUnit(unit);
    clang_disposeIndex(index);
}

static void try_text(Str text)
{
    Arena arena;

    if (file_write("in.c", text) != 0) exit(2);
    arena_init(&arena);
    int status = translate(&arena);
    if (status != 0 && status != 1) fail("neither 0 nor 1");
    arena_free(&arena);
    if (status == 0) compile();
}

/* Loads what is loaded once: libclang's tables, the headers into the page cache. */
static void warm_up(void)
{
    try_text(STR("#include <asyncc.h>\nasync int f(void) { return 0; }\n"));
}

int main(int argc, char **argv)
{
    warm_up();
#ifdef __AFL_HAVE_MANUAL_CONTROL
    __AFL_INIT();
    const char *buffer = (const char *)__AFL_FUZZ_TESTCASE_BUF;
    while (argc == 1 && __AFL_LOOP(TEXTS_PER_PROCESS)) {
        size_t len = (size_t)__AFL_FUZZ_TESTCASE_LEN;
        char *text = malloc(len + 1); /* of this length, so that reading past it is seen */
        if (!text) exit(2);
        memcpy(text, buffer, len);
        text[len] = '\0';
        try_text((Str){text, len});
        free(text);
    }
#endif
    for (int i = 1; i < argc; i++) {
        Arena arena;
        Str text;
        arena_init(&arena);
        if (file_read(&arena, argv[i], &text) == 0) {
            printf("%s\n", argv[i]);
            fflush(stdout);
            try_text(text);
        }
        arena_free(&arena);
    }
    return 0;
}
