/* Tests of compiler/diag. */
#include "unit.h"

#include "diag/diag.h"
#include <stdlib.h>

static Source source_of(const char *text)
{
    Source source;
    source_init(&source, &arena, "x.c", str_from(text));
    return source;
}

/* What is printed, as a string. */
static Str printed(const DiagList *list, bool json, bool colour)
{
    char *text;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    if (json) {
        diag_print_json(list, out);
    } else {
        diag_print_text(list, out, colour);
    }
    fclose(out);
    Str copy = arena_copy(&arena, (Str){text, len});
    free(text);
    return copy;
}

/* ------------------------------------------------------------------ places */

static void test_lines(void)
{
    Source source = source_of("ab\n\ncd\r\ne");
    CU_ASSERT_EQUAL(source.lines, 4);
    CU_ASSERT_EQUAL(source_line(&source, 0), 1);
    CU_ASSERT_EQUAL(source_line(&source, 2), 1);
    CU_ASSERT_EQUAL(source_line(&source, 3), 2);
    CU_ASSERT_EQUAL(source_line(&source, 5), 3);
    CU_ASSERT_EQUAL(source_column(&source, 5), 2);
    CU_ASSERT_EQUAL(source_line(&source, 9), 4);
    ASSERT_STR(source_line_text(&source, 3), "cd");
    ASSERT_STR(source_line_text(&source, 4), "e");
    ASSERT_STR(source_line_text(&source, 5), "");
}

/*
 *      written:  a M(xy) b        buffer:  a (1+xy) b
 */
static void test_moved(void)
{
    Source written = source_of("a M(xy) b");
    Source buffer = source_of("a (1+xy) b");
    const SourceMove moved[] = {
        {2, 3, 2, 5, NULL, NULL}, {5, 2, 4, 2, NULL, NULL}, {7, 1, 2, 5, NULL, NULL}};
    buffer.moved = moved;
    buffer.moves = 3;
    buffer.original = &written;
    CU_ASSERT_EQUAL(source_origin(&buffer, 0), 0);
    CU_ASSERT_EQUAL(source_origin(&buffer, 3), 2);
    CU_ASSERT_EQUAL(source_origin(&buffer, 6), 5);
    CU_ASSERT_EQUAL(source_origin(&buffer, 7), 2);
    CU_ASSERT_EQUAL(source_origin(&buffer, 9), 8);
    CU_ASSERT_EQUAL(source_column(&buffer, 9), 9);
    Span call = source_place(&buffer, (Span){2, 8}).span;
    CU_ASSERT(call.begin == 2 && call.end == 7);
    Span argument = source_place(&buffer, (Span){5, 7}).span;
    CU_ASSERT(argument.begin == 4 && argument.end == 6);
    CU_ASSERT_PTR_EQUAL(source_written(&buffer), &written);
}

/* ------------------------------------------------------------------ print */

static void test_text(void)
{
    Source source = source_of("int\tf(void);\n");
    DiagList *list = diag_list_new(&arena);
    diag_at(list, &source, DIAG_ERROR, NULL, (Span){4, 5}, "bad `%s`", "f");
    diag_note(list, &source, (Span){0, 3}, "here");
    ASSERT_STR(printed(list, false, false), "x.c:1:5: error: bad `f`\n"
                                            "    1 | int     f(void);\n"
                                            "      |         ^\n"
                                            "x.c:1:1: note: here\n"
                                            "    1 | int     f(void);\n"
                                            "      | ^~~\n");
    CU_ASSERT_EQUAL(diag_errors(list), 1);
}

/* A header, included from a header, that is spliced into the buffer; then a macro's body. */
static void test_origins(void)
{
    Source written = source_of("#include \"a.h\"\n"), header = source_of("M(1);"),
           body = source_of("M(x) f(x)");
    Source buffer = source_of("f(1);");
    const SourceBody word = {&body, {5, 6}, STR("M"), false};
    const SourceMove moved[] = {{0, 4, 0, 4, &header, &word}};
    DiagList *list = diag_list_new(&arena);

    header.name = "a.h";
    header.includer = &written;
    header.included = (Span){9, 14};
    buffer.moved = moved;
    buffer.moves = 1;
    buffer.original = &written;
    CU_ASSERT_PTR_EQUAL(source_body(&buffer, 3), &word);
    CU_ASSERT_PTR_NULL(source_body(&buffer, 4));
    diag_at(list, &buffer, DIAG_ERROR, NULL, (Span){0, 4}, "bad");
    ASSERT_STR(printed(list, false, false), "a.h:1:1: error: bad\n"
                                            "    1 | M(1);\n"
                                            "      | ^~~~\n"
                                            "x.c:1:10: note: included from here\n"
                                            "    1 | #include \"a.h\"\n"
                                            "      |          ^~~~~\n"
                                            "x.c:1:6: note: expanded from macro 'M'\n"
                                            "    1 | M(x) f(x)\n"
                                            "      |      ^\n");
}

static void test_letters(void)
{
    Source source = source_of("\"\xC3\xA9\" x;");
    DiagList *list = diag_list_new(&arena);
    diag_at(list, &source, DIAG_WARNING, "lock-leak", (Span){5, 6}, "w");
    ASSERT_STR(printed(list, false, false), "x.c:1:6: warning: w [-Wlock-leak]\n"
                                            "    1 | \"\xC3\xA9\" x;\n"
                                            "      |     ^\n");
}

static void test_end_of_line(void)
{
    Source source = source_of("ab\ncd");
    DiagList *list = diag_list_new(&arena);
    diag_at(list, &source, DIAG_ERROR, NULL, (Span){2, 3}, "expected ;");
    diag_at(list, &source, DIAG_ERROR, NULL, (Span){1, 5}, "goes on");
    ASSERT_STR(printed(list, false, false), "x.c:1:2: error: goes on\n"
                                            "    1 | ab\n"
                                            "      |  ^\n"
                                            "x.c:1:3: error: expected ;\n"
                                            "    1 | ab\n"
                                            "      |   ^\n");
}

static void test_colour(void)
{
    Source source = source_of("ab");
    DiagList *list = diag_list_new(&arena);
    diag_at(list, &source, DIAG_ERROR, NULL, (Span){0, 2}, "bad");
    ASSERT_STR(printed(list, false, true),
               "\x1b[1mx.c:1:1: \x1b[0m\x1b[1;31merror: \x1b[0m\x1b[1mbad\x1b[0m\n"
               "    1 | ab\n"
               "      | \x1b[1;32m^~\x1b[0m\n");
}

static void test_no_place(void)
{
    DiagList *list = diag_list_new(&arena);
    diag_in_file(list, &(Diag){.level = DIAG_ERROR, .message = STR("no input")});
    ASSERT_STR(printed(list, false, false), "asyncc: error: no input\n");
    ASSERT_STR(printed(list, true, false),
               "[{\"level\": \"error\", \"message\": \"no input\", \"notes\": []}]\n");
}

static void test_json(void)
{
    Source source = source_of("a\nb");
    DiagList *list = diag_list_new(&arena);
    ASSERT_STR(printed(list, true, false), "[]\n");
    diag_at(list, &source, DIAG_WARNING, "lock-leak", (Span){2, 3}, "q\" \\ \x01 \xC3\xA9 \xFF");
    diag_note(list, &source, (Span){0, 1}, "n");
    ASSERT_STR(printed(list, true, false),
               "[{\"file\": \"x.c\", \"line\": 2, \"column\": 1, \"length\": 1, "
               "\"level\": \"warning\", \"flag\": \"lock-leak\", "
               "\"message\": \"q\\\" \\\\ \\u0001 \xC3\xA9 \\ufffd\", "
               "\"notes\": [{\"file\": \"x.c\", \"line\": 1, \"column\": 1, \"length\": 1, "
               "\"level\": \"note\", \"message\": \"n\"}]}]\n");
}

/* ------------------------------------------------------------------ order and options */

static void test_order(void)
{
    Source source = source_of("abc\ndef");
    DiagList *list = diag_list_new(&arena);
    diag_at(list, &source, DIAG_ERROR, NULL, (Span){4, 5}, "third");
    diag_at(list, &source, DIAG_ERROR, NULL, (Span){1, 2}, "first");
    diag_at(list, &source, DIAG_ERROR, NULL, (Span){1, 2}, "second");
    diag_at(list, &source, DIAG_ERROR, NULL, (Span){1, 2}, "first");
    diag_note(list, &source, (Span){0, 1}, "of what was dropped");
    Str text = printed(list, true, false);
    CU_ASSERT_EQUAL(diag_errors(list), 3);
    const char *first = strstr(text.at, "first"), *second = strstr(text.at, "second");
    CU_ASSERT(first < second && second < strstr(text.at, "third"));
    CU_ASSERT_PTR_NULL(strstr(first + 1, "first"));
    CU_ASSERT_PTR_NULL(strstr(text.at, "dropped"));
}

/* How many warnings and errors are left of one -Wlock-leak and one -Wblocking-call. */
static void judge(const char *const *option, int warnings, int errors)
{
    Source source = source_of("ab");
    DiagList *list = diag_list_new(&arena);
    for (; *option; option++) CU_ASSERT(diag_option(list, *option));
    diag_at(list, &source, DIAG_WARNING, "lock-leak", (Span){0, 1}, "l");
    diag_at(list, &source, DIAG_WARNING, "blocking-call", (Span){1, 2}, "b");
    Str text = printed(list, false, false);
    int warned = 0;
    for (const char *at = text.at; (at = strstr(at, "warning:")); at++) warned++;
    CU_ASSERT_EQUAL(warned, warnings);
    CU_ASSERT_EQUAL(diag_errors(list), (uint32_t)errors);
}

static void test_options(void)
{
    judge((const char *[]){NULL}, 2, 0);
    judge((const char *[]){"-Wno-lock-leak", NULL}, 1, 0);
    judge((const char *[]){"-Wno-lock-leak", "-Wlock-leak", NULL}, 2, 0);
    judge((const char *[]){"-Werror", NULL}, 0, 2);
    judge((const char *[]){"-Werror=lock-leak", NULL}, 1, 1);
    judge((const char *[]){"-Werror", "-Wno-error=lock-leak", NULL}, 1, 1);
    judge((const char *[]){"-Wno-error=lock-leak", "-Werror", "-Wno-error", NULL}, 2, 0);
    judge((const char *[]){"-w", NULL}, 0, 0);
    DiagList *list = diag_list_new(&arena);
    CU_ASSERT_FALSE(diag_option(list, "-Wall"));
    CU_ASSERT_FALSE(diag_option(list, "-Wno-unused"));
    CU_ASSERT_FALSE(diag_option(list, "-Werror=unused"));
    CU_ASSERT(diag_option(list, "-Wframe-larger-than=100"));
}

static void test_promoted(void)
{
    Source source = source_of("a");
    DiagList *list = diag_list_new(&arena);
    diag_option(list, "-Werror");
    diag_at(list, &source, DIAG_WARNING, "lock-leak", (Span){0, 1}, "l");
    Str text = printed(list, false, false);
    CU_ASSERT(str_starts(text, "x.c:1:1: error: l [-Werror=lock-leak]\n"));
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"lines and columns", test_lines},
        {"places in moved text", test_moved},
        {"text", test_text},
        {"headers and bodies of macros", test_origins},
        {"caret behind letters beyond ASCII", test_letters},
        {"caret at the end of a line", test_end_of_line},
        {"colour", test_colour},
        {"no place", test_no_place},
        {"json", test_json},
        {"order and duplicates", test_order},
        {"warning options", test_options},
        {"warning made an error", test_promoted},
        CU_TEST_INFO_NULL,
    };
    return run_suite("diag", tests);
}
