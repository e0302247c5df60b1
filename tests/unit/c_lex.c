/* Tests of compiler/base/lex.c. */
#include "unit.h"

#include "base/lex.h"

/* The tokens as text: `kind:spelling` each, with a letter for the kind, apart by blanks. */
static Str listing(const char *text)
{
    Str source = str_from(text), list = {"", 0};
    Tokens tokens = lex_all(&arena, source);
    for (size_t i = 0; i < tokens.len; i++) {
        Str spelling = lex_spelling(&arena, source, &tokens.at[i]);
        list = arena_printf(&arena, "%.*s%s%c:%.*s", STR_ARG(list), i ? " " : "",
                            "INSCHPKO"[tokens.at[i].kind], STR_ARG(spelling));
    }
    return list;
}

static void test_kinds(void)
{
    ASSERT_STR(listing("int x = 1;"), "I:int I:x P:= N:1 P:;");
    ASSERT_STR(listing("a/*b*/c//d"), "I:a K:/*b*/ I:c K://d");
    ASSERT_STR(listing("@ ` \\"), "O:@ O:` O:\\");
    ASSERT_STR(listing(""), "");
}

static void test_numbers(void)
{
    ASSERT_STR(listing("0x1p-3f+1'000.5e+7"), "N:0x1p-3f P:+ N:1'000.5e+7");
    ASSERT_STR(listing(".5...1.e"), "N:.5...1.e");
    ASSERT_STR(listing("x.y 1-2"), "I:x P:. I:y N:1 P:- N:2");
    ASSERT_STR(listing("0xe+1"), "N:0xe+1"); /* one pp-number, as C says */
}

static void test_quotes(void)
{
    ASSERT_STR(listing("u8\"a\\\"b\"L'\\''"), "S:u8\"a\\\"b\" C:L'\\''");
    ASSERT_STR(listing("\"/* no */\" '//' "), "S:\"/* no */\" C:'//'");
    ASSERT_STR(listing("U\"x\" u'x' u8'x' Lx \"y\""), "S:U\"x\" C:u'x' C:u8'x' I:Lx S:\"y\"");
    ASSERT_STR(listing("don't // gone\nx"), "I:don O:'t // gone I:x");
    ASSERT_STR(listing("\"open"), "O:\"open");
}

static void test_punctuators(void)
{
    ASSERT_STR(listing("a+++++b"), "I:a P:++ P:++ P:+ I:b");
    ASSERT_STR(listing("x<<=y>>=z...->"), "I:x P:<<= I:y P:>>= I:z P:... P:->");
    ASSERT_STR(listing("..x"), "P:. P:. I:x");
    ASSERT_STR(listing("[[gnu::x]]"), "P:[ P:[ I:gnu P::: I:x P:] P:]");
    ASSERT_STR(listing("<:x:> <%%> %: %:%:"), "P:<: I:x P::> P:<% P:%> P:%: P:%:%:");
}

static void test_digraphs_mean(void)
{
    Str text = STR("<: <% %: %:%: :> %>");
    const char *meaning[] = {"[", "{", "#", "##", "]", "}"};
    Tokens tokens = lex_all(&arena, text);
    CU_ASSERT_EQUAL_FATAL(tokens.len, 6);
    for (size_t i = 0; i < 6; i++) CU_ASSERT(lex_is(text, &tokens.at[i], meaning[i]));
}

static void test_splices(void)
{
    Str text = STR("aw\\\nait f\\  \r\n(\"x\\\ny\") +\\\n+ /\\\n/ c\\\nd\ne");
    ASSERT_STR(listing(text.at), "I:await I:f P:( S:\"xy\" P:) P:++ K:// cd I:e");
    Tokens tokens = lex_all(&arena, text);
    CU_ASSERT(tokens.at[0].has_splice);
    CU_ASSERT(lex_is(text, &tokens.at[0], "await"));
    CU_ASSERT_FALSE(lex_is(text, &tokens.at[0], "awai"));
    CU_ASSERT_FALSE(tokens.at[1].has_splice);
    CU_ASSERT_EQUAL(tokens.at[1].end, 9);
}

static void test_letters(void)
{
    ASSERT_STR(listing("\xC3\xA9t\xC3\xA9 \\u00e9_1 $x \xEF\xBB\xBF"),
               "I:\xC3\xA9t\xC3\xA9 I:\\u00e9_1 I:$x I:\xEF\xBB\xBF");
    ASSERT_STR(listing("\xEF\xBB\xBFint"), "I:int"); /* a byte order mark, only at the start */
}

static void test_directives(void)
{
    Str text = STR("  # /**/ include <a//b'.h> // x\nx # y\n#define A \\\n b\nc < d > e\n");
    ASSERT_STR(listing(text.at), "P:# K:/**/ I:include H:<a//b'.h> K:// x I:x P:# I:y "
                                 "P:# I:define I:A I:b I:c P:< I:d P:> I:e");
    Tokens tokens = lex_all(&arena, text);
    CU_ASSERT(tokens.at[0].starts_directive);
    CU_ASSERT(tokens.at[4].in_directive);
    CU_ASSERT(tokens.at[5].starts_line);
    CU_ASSERT_FALSE(tokens.at[5].in_directive);
    CU_ASSERT_FALSE(tokens.at[6].starts_directive);
    CU_ASSERT(tokens.at[11].in_directive);
    CU_ASSERT_FALSE(tokens.at[11].starts_line);
    CU_ASSERT_FALSE(tokens.at[12].in_directive);
}

static void test_find(void)
{
    Tokens tokens = lex_all(&arena, STR("ab  cd(e"));
    CU_ASSERT_EQUAL(lex_find(&tokens, 0), 0);
    CU_ASSERT_EQUAL(lex_find(&tokens, 1), 0);
    CU_ASSERT_EQUAL(lex_find(&tokens, 2), 1);
    CU_ASSERT_EQUAL(lex_find(&tokens, 5), 1);
    CU_ASSERT_EQUAL(lex_find(&tokens, 6), 2);
    CU_ASSERT_EQUAL(lex_find(&tokens, 99), tokens.len);
}

static void test_code(void)
{
    Tokens tokens = lex_all(&arena, STR("/*a*/ b /*c*/ /*d*/ e"));
    CU_ASSERT_EQUAL(lex_code(&tokens, 0), 1);
    CU_ASSERT_EQUAL(lex_code(&tokens, 2), 4);
    CU_ASSERT_EQUAL(lex_code_before(&tokens, 4), 1);
    CU_ASSERT_EQUAL(lex_code_before(&tokens, 1), tokens.len);
}

static void test_closing(void)
{
    Str text = STR("f(a, (b)[c], {\n#define X )\n}) ; (");
    Tokens tokens = lex_all(&arena, text);
    size_t closing = lex_closing(&tokens, text, 1);
    CU_ASSERT(lex_is(text, &tokens.at[closing + 1], ";"));
    CU_ASSERT_EQUAL(lex_closing(&tokens, text, tokens.len - 1), tokens.len);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"kinds", test_kinds},
        {"numbers", test_numbers},
        {"quotes", test_quotes},
        {"punctuators", test_punctuators},
        {"what digraphs mean", test_digraphs_mean},
        {"line splices", test_splices},
        {"letters beyond ASCII", test_letters},
        {"directives", test_directives},
        {"token at an offset", test_find},
        {"past comments", test_code},
        {"closing bracket", test_closing},
        CU_TEST_INFO_NULL,
    };
    return run_suite("lex", tests);
}
