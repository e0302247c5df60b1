/* Tests of compiler/options.c, options_words.c and emit/depfile.c. */
#include "unit.h"

#include "base/file.h"
#include "emit/depfile.h"
#include "options.h"
#include <stdlib.h>
#include <unistd.h>

static Options options;
static DiagList *diags;

/* Parses `words`, ended by NULL; gives the status. */
static int parse(const char **words)
{
    int n = 0;
    char *argv[32] = {"asyncc"};
    while (words[n]) {
        argv[n + 1] = (char *)words[n];
        n++;
    }
    diags = diag_list_new(&arena);
    return options_parse(&options, &arena, diags, n + 1, argv);
}

#define PARSE(...) parse((const char *[]){__VA_ARGS__, NULL})

static Str arguments(void)
{
    Str list = {"", 0};
    for (uint32_t i = 0; i < options.arguments; i++) {
        list = arena_printf(&arena, "%.*s<%s>", STR_ARG(list), options.argument[i]);
    }
    return list;
}

static Str complaints(void)
{
    char *text;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    diag_print_text(diags, out, false);
    fclose(out);
    Str copy = arena_copy(&arena, (Str){text, len});
    free(text);
    return copy;
}

static void test_defaults(void)
{
    CU_ASSERT_EQUAL(PARSE("src/x.y.c"), 0);
    ASSERT_STR(str_from(options.input), "src/x.y.c");
    ASSERT_STR(str_from(options.output), "x.y.async.c");
    CU_ASSERT_EQUAL(options.emit, EMIT_C);
    CU_ASSERT_EQUAL(options.embed_limit, 1024);
    CU_ASSERT_EQUAL(options.frame_limit, 0);
    CU_ASSERT_FALSE(options.depfile.wanted || options.no_line || options.json || options.verbose);
}

static void test_output(void)
{
    CU_ASSERT_EQUAL(PARSE("-oout", "x.c"), 0);
    ASSERT_STR(str_from(options.output), "out");
    CU_ASSERT_EQUAL(PARSE("x.c", "-o", "-"), 0);
    ASSERT_STR(str_from(options.output), "-");
    CU_ASSERT_EQUAL(PARSE("-"), 0);
    ASSERT_STR(str_from(options.input), "-");
    ASSERT_STR(str_from(options.output), "-");
    CU_ASSERT_EQUAL(PARSE("--dump=tree", "x.c"), 0);
    ASSERT_STR(str_from(options.dump), "tree");
    ASSERT_STR(str_from(options.output), "-");
    CU_ASSERT_EQUAL(PARSE("x.c", "-o", "x.c"), 2);
}

static void test_for_the_parse(void)
{
    CU_ASSERT_EQUAL(PARSE("-Ia", "-I", "b", "-DX=1", "-D", "Y", "-UZ", "-isystem", "s", "-isystems",
                          "-include", "h.h", "-iquote", "q", "-std=gnu17", "-m32", "-fno-builtin",
                          "-Wall", "-pthread", "-O2", "-g", "-c", "-Wl,-s", "x.c"),
                    0);
    ASSERT_STR(arguments(), "<-Ia><-I><b><-DX=1><-D><Y><-UZ><-isystem><s><-isystems>"
                            "<-include><h.h><-iquote><q><-std=gnu17><-m32><-fno-builtin>"
                            "<-Wall><-pthread><-O1>");
    CU_ASSERT_EQUAL(PARSE("-O", "-O0", "-Og", "-O9", "-Os", "-Oz", "-Ofast", "x.c"), 0);
    ASSERT_STR(arguments(), "<-O1><-O0><-O1><-O1><-Os><-Os><-O1><-ffast-math>");
}

static void test_warnings(void)
{
    CU_ASSERT_EQUAL(PARSE("-Wno-blocking-call", "-Werror", "-Werror=lock-leak", "-Wunused",
                          "-Wframe-larger-than=4096", "x.c"),
                    0);
    ASSERT_STR(arguments(), "<-Werror><-Wunused>");
    CU_ASSERT_EQUAL(options.frame_limit, 4096);
    diag_in_file(diags, &(Diag){.level = DIAG_WARNING, .flag = "blocking-call"});
    CU_ASSERT_EQUAL(diag_errors(diags), 0);
    diag_in_file(diags, &(Diag){.level = DIAG_WARNING, .flag = "lock-leak"});
    CU_ASSERT_EQUAL(diag_errors(diags), 1);
}

static void test_own(void)
{
    CU_ASSERT_EQUAL(PARSE("--no-line", "-fembed-limit=0", "--diagnostics-format=json", "-v",
                          "-fdiagnostics-color=always", "--emit=c", "x.c"),
                    0);
    CU_ASSERT(options.no_line && options.json && options.verbose && options.colour);
    CU_ASSERT_EQUAL(options.embed_limit, 0);
    CU_ASSERT_EQUAL(options.arguments, 0);
}

static void test_show(void)
{
    CU_ASSERT_EQUAL(PARSE("--help"), 0);
    CU_ASSERT_EQUAL(options.show, SHOW_HELP);
    CU_ASSERT_EQUAL(PARSE("--version"), 0);
    CU_ASSERT_EQUAL(options.show, SHOW_VERSION);
    CU_ASSERT_EQUAL(PARSE("-v"), 0);
    CU_ASSERT_EQUAL(options.show, SHOW_VERSION);
    CU_ASSERT_EQUAL(PARSE("-v", "x.c"), 0);
    CU_ASSERT_EQUAL(options.show, SHOW_NOTHING);
}

/* Every option that --help names is one that is understood. */
static void test_help_is_true(void)
{
    char *text;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    options_show(SHOW_HELP, out);
    fclose(out);
    int seen = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        if (strncmp(line, "  -", 3) != 0) continue;
        line[2 + strcspn(line + 2, " ")] = '\0';
        PARSE(line + 2, "x.c", "x.c");
        CU_ASSERT_PTR_NULL(strstr(complaints().at, "unknown option"));
        seen++;
    }
    CU_ASSERT(seen > 20);
    free(text);
}

static void test_wrong(void)
{
    CU_ASSERT_EQUAL(PARSE("--foo", "x.c"), 2);
    ASSERT_STR(complaints(), "asyncc: error: unknown option '--foo'\n"
                             "asyncc: note: `asyncc --help` lists the options\n");
    CU_ASSERT_EQUAL(PARSE("-v", "-q"), 2);
    CU_ASSERT_EQUAL(PARSE("a.c", "b.c"), 2);
    CU_ASSERT_EQUAL(PARSE("x.c", "-I"), 2);
    ASSERT_STR(complaints(), "asyncc: error: '-I' needs an argument: DIR\n");
    CU_ASSERT_EQUAL(PARSE("-Dx"), 2);
    CU_ASSERT_EQUAL(PARSE("--emit=nonsense", "x.c"), 2);
    CU_ASSERT_EQUAL(PARSE("-fembed-limit=1k", "x.c"), 2);
    CU_ASSERT_EQUAL(PARSE("-fembed-limit=-1", "x.c"), 2);
    CU_ASSERT_EQUAL(PARSE("--diagnostics-format=xml", "x.c"), 2);
    CU_ASSERT_EQUAL(PARSE("-x", "c++", "x.c"), 2);
    CU_ASSERT_EQUAL(PARSE("@/nonexistent/words", "x.c"), 2);
    CU_ASSERT_EQUAL(PARSE("--", "-x.c"), 0);
    ASSERT_STR(str_from(options.input), "-x.c");
}

static void test_kinds(void)
{
    CU_ASSERT_EQUAL(PARSE("--emit=html", "x.c"), 0);
    CU_ASSERT_EQUAL(options.emit, EMIT_HTML);
    ASSERT_STR(str_from(options.output), "-");
}

static void test_words_of_file(void)
{
    char path[] = "/tmp/asyncc-words-XXXXXX";
    int fd = mkstemp(path);
    const char *at_file = arena_printf(&arena, "@%s", path).at;
    CU_ASSERT_FATAL(fd >= 0);
    close(fd);
    file_write(path, STR("-DA=\"b c\" '-DX=\"1\"'\n\t-I\ninc\\ dir '' x.c"));
    CU_ASSERT_EQUAL(PARSE("-Dfirst", at_file, "-Dlast", "-o", "out"), 2); /* '' is an input too */
    ASSERT_STR(arguments(), "<-Dfirst><-DA=b c><-DX=\"1\"><-I><inc dir><-Dlast>");
    file_write(path, str_from(at_file)); /* names itself */
    CU_ASSERT_EQUAL(PARSE(at_file), 2);
    unlink(path);
}

/* ------------------------------------------------------------------ dependencies */

static void test_depfile_options(void)
{
    CU_ASSERT_EQUAL(PARSE("-MD", "src/x.c"), 0);
    CU_ASSERT(options.depfile.wanted);
    ASSERT_STR(str_from(options.depfile.path), "x.async.d");
    ASSERT_STR(options.depfile.targets, "x.async.c");
    CU_ASSERT_EQUAL(PARSE("-MD", "src/x.c", "-o", "a.b/out"), 0);
    ASSERT_STR(str_from(options.depfile.path), "a.b/out.d");
    CU_ASSERT_EQUAL(PARSE("-MD", "src/x.c", "-o", "-"), 0);
    ASSERT_STR(str_from(options.depfile.path), "x.d");
    CU_ASSERT_EQUAL(PARSE("-MF", "d", "-MT", "a b", "-MQ", "a b", "-MP", "x.c"), 0);
    ASSERT_STR(str_from(options.depfile.path), "d");
    ASSERT_STR(options.depfile.targets, "a b a\\ b");
    CU_ASSERT(options.depfile.phony);
}

static void test_depfile_text(void)
{
    Str path[] = {STR("x.c"), STR("my dir/a#b.h"), STR("$x.h"), STR("x.c"), STR("w\\ n.h")};
    ASSERT_STR(depfile_text(&arena, STR("out.c"), path, 5, false),
               "out.c: x.c \\\n  my\\ dir/a\\#b.h \\\n  $$x.h \\\n  w\\\\\\ n.h\n");
    ASSERT_STR(depfile_text(&arena, STR("o"), path, 3, true),
               "o: x.c \\\n  my\\ dir/a\\#b.h \\\n  $$x.h\n\nmy\\ dir/a\\#b.h:\n\n$$x.h:\n");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"defaults", test_defaults},
        {"output", test_output},
        {"options for the parse", test_for_the_parse},
        {"warnings", test_warnings},
        {"options of its own", test_own},
        {"what is shown", test_show},
        {"--help is true", test_help_is_true},
        {"wrong usage", test_wrong},
        {"kinds of output", test_kinds},
        {"words in a file", test_words_of_file},
        {"dependency options", test_depfile_options},
        {"dependency file", test_depfile_text},
        CU_TEST_INFO_NULL,
    };
    return run_suite("options", tests);
}
