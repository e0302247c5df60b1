/*
 * Tests of compiler/parse/expand*.c. The tokens that are expected are those that `gcc -E -P` and
 * clang give, but for `(name)` where a name is not to be expanded again.
 */
#include "unit.h"

#include "parse/expand.h"

static MacroTable table;
static Expansion expansion;
static const char *problem;

/* Takes definitions apart by newlines. */
static void define(const char *definitions)
{
    macro_table_init(&table, &arena);
    for (const char *line = definitions; *line;) {
        size_t len = strcspn(line, "\n");
        CU_ASSERT(macro_define(&table, (Str){line, len}, NULL));
        line += len + (line[len] == '\n');
    }
}

/* All of `text`, expanded. */
static Str expanded(const char *text)
{
    Str source = str_from(text);
    Tokens tokens = lex_all(&arena, source);
    problem = expand(&table, source, &tokens, (Span){0, (uint32_t)source.len}, &expansion);
    return problem ? STR("<problem>") : expansion.text;
}

/* ------------------------------------------------------------------ the standard's examples */

static void test_rescanning(void)
{
    define("x 3\nf(a) f(x * (a))\n"); /* C11 6.10.3.5 example 3 */
    macro_undefine(&table, STR("x"));
    macro_define(&table, STR("x 2"), NULL);
    macro_define(&table, STR("g f"), NULL);
    macro_define(&table, STR("z z[0]"), NULL);
    macro_define(&table, STR("h g(~"), NULL);
    macro_define(&table, STR("m(a) a(w)"), NULL);
    macro_define(&table, STR("w 0,1"), NULL);
    macro_define(&table, STR("t(a) a"), NULL);
    macro_define(&table, STR("p() int"), NULL);
    macro_define(&table, STR("q(x) x"), NULL);
    macro_define(&table, STR("r(x,y) x ## y"), NULL);
    macro_define(&table, STR("str(x) # x"), NULL);
    ASSERT_STR(expanded("f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);"),
               "(f)(2 * (y+1)) + (f)(2 * ((f)(2 * (z[0])))) % (f)(2 * (0)) + (t)(1);");
    ASSERT_STR(expanded("g(x+(3,4)-w) | h 5) & m\n(f)^m(m);"),
               "(f)(2 * (2+(3,4)-0,1)) | (f)(2 * (~ 5)) & (f)(2 * (0,1))\n^(m)(0,1);");
    ASSERT_STR(expanded("p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };"),
               "int i[] = { 1, 23, 4, 5, };");
    ASSERT_STR(expanded("char c[2][6] = { str(hello), str() };"),
               "char c[2][6] = { \"hello\", \"\" };");
}

static void test_strings(void)
{
    define("str(s) # s\nxstr(s) str(s)\ndebug(s, t) printf(\"x\" # s \"= %d, x\" # t \"= %s\", "
           "x ## s, x ## t)\nINCFILE(n) vers ## n\nglue(a, b) a ## b\nxglue(a, b) glue(a, b)\n"
           "HIGHLOW \"hello\"\nLOW LOW \", world\""); /* example 4 */
    ASSERT_STR(expanded("debug(1, 2);"), "printf(\"x\" \"1\" \"= %d, x\" \"2\" \"= %s\", x1, x2);");
    ASSERT_STR(expanded("fputs(str(strncmp(\"abc\\0d\", \"abc\", '\\4') // this goes away\n"
                        "== 0) str(: @\\n), s);"),
               "fputs(\"strncmp(\\\"abc\\\\0d\\\", \\\"abc\\\", '\\\\4') == 0\" \": @\\n\"\n, s);");
    ASSERT_STR(expanded("xstr(INCFILE(2).h)"), "\"vers2.h\"");
    ASSERT_STR(expanded("glue(HIGH, LOW);"), "\"hello\";");
    ASSERT_STR(expanded("xglue(HIGH, LOW)"), "\"hello\" \", world\"");
}

static void test_hash_hash(void)
{
    define("hash_hash # ## #\nmkstr(a) # a\nin_between(a) mkstr(a)\n"
           "join(c, d) in_between(c hash_hash d)"); /* 6.10.3.3 */
    ASSERT_STR(expanded("join(x, y)"), "\"x ## y\"");
}

static void test_placemarkers(void)
{
    define("t(x,y,z) x ## y ## z"); /* example 5 of C11, 7 of C99's corrigendum */
    ASSERT_STR(expanded("{ t(1,2,3), t(,4,5), t(6,,7), t(8,9,), t(10,,), t(,11,), t(,,12),"
                        " t(,,) }"),
               "{ 123, 45, 67, 89, 10, 11, 12, }");
}

static void test_variadic(void)
{
    define("debug(...) fprintf(stderr, __VA_ARGS__)\nshowlist(...) puts(#__VA_ARGS__)\n"
           "report(test, ...) ((test)?puts(#test): printf(__VA_ARGS__))"); /* example 7 */
    ASSERT_STR(expanded("debug(\"Flag\");"), "fprintf(stderr, \"Flag\");");
    ASSERT_STR(expanded("debug(\"X = %d\\n\", x);"), "fprintf(stderr, \"X = %d\\n\", x);");
    ASSERT_STR(expanded("showlist(The first, second, and third items.);"),
               "puts(\"The first, second, and third items.\");");
    ASSERT_STR(expanded("report(x>y, \"x is %d but y is %d\", x, y);"),
               "((x>y)?puts(\"x>y\"): printf(\"x is %d but y is %d\", x, y));");
}

/* ------------------------------------------------------------------ beyond them */

static void test_gnu_comma(void)
{
    define("LOG(f, ...) p(f, ##__VA_ARGS__)\nX(...) q(1, ##__VA_ARGS__)\nN 7\nE\n"
           "G(f, r...) f(r) g(1, ##r)");
    ASSERT_STR(expanded("LOG(\"a\", LOG(\"b\"), N)"), "p(\"a\", (LOG)(\"b\"), 7)");
    ASSERT_STR(expanded("LOG(\"a\") LOG(\"a\", E) LOG(\"a\",)"), "p(\"a\") p(\"a\", ) p(\"a\",)");
    ASSERT_STR(expanded("X() X(E) X(N)"), "q(1) q(1,) q(1,7)");
    ASSERT_STR(expanded("G(a) G(a, b, c)"), "a() g(1) a(b, c) g(1, b, c)");
    table.strict = true;
    ASSERT_STR(expanded("X() LOG(a)"), "q(1,) p(a)");
}

static void test_va_opt(void)
{
    define("E\nN 7\nV(f, ...) p(f __VA_OPT__(, [N] f ## x) __VA_ARGS__)\n"
           "S(f, ...) #__VA_OPT__(f \"x\" f ## __VA_ARGS__) f ## __VA_OPT__(a b) ## f");
    ASSERT_STR(expanded("V(a) V(a,) V(a,E) V(a,b)"), "p(a ) p(a ) p(a ) p(a , [7] ax b)");
    macro_define(&table, STR("P(x, ...) k ## __VA_OPT__(x ,) x ## __VA_ARGS__"), NULL);
    ASSERT_STR(expanded("P(,1) P(a,1)"), "k , 1 ka , a1");
    ASSERT_STR(expanded("S(a,b) S(a)"), "\"a \\\"x\\\" ab\" aa ba \"\" aa");
}

static void test_white_space(void)
{
    define("MINUS -\nNEG(x) -x\nE\nID(x) x\nS(x) #x\nXS(x) S(x)\nL(x) x ## L");
    ASSERT_STR(expanded("-MINUS NEG(-1) +ID(+)+ a ID(b)c"), "- - - -1 + + + a b c");
    ASSERT_STR(expanded("a E b E+E c"), "a b + c");
    ASSERT_STR(expanded("S(  a  /* x */  b\n\t+c ) XS(a E b)"), "\"a b +c\" \"a b\"\n");
    ASSERT_STR(expanded("L(0x1) ID(L)'x'"), "0x1L L 'x'");
}

static void test_dialect_words(void)
{
    define("GET(x) await fetch(x)\nAWAIT await\nEACH(v, g) async_for (int v, g)");
    ASSERT_STR(expanded("int n = GET(url) + AWAIT f();"), "int n = await fetch(url) + await f();");
    ASSERT_STR(expanded("EACH(i, range(1, 2)) yield i;"),
               "async_for (int i, range(1, 2)) yield i;");
}

static bool keep_capitals(void *context, Str name)
{
    (void)context;
    return name.at[0] >= 'A' && name.at[0] <= 'Z';
}

static void test_keep(void)
{
    define("MAX 10\nmax MAX\nCHECK(x) if (x) abort()\nget(n) await fetch(n, MAX)");
    table.keep = keep_capitals;
    ASSERT_STR(expanded("CHECK(get(MAX)) max"), "CHECK(await fetch(MAX, MAX)) MAX");
}

static void test_names_itself(void)
{
    define("read(s, b) await read(s, b)\nfoo (4 + foo)\nstdin stdin\nget(p) p.get(1) + p");
    ASSERT_STR(expanded("n = read(1, read(2, x));"), "n = await (read)(1, await (read)(2, x));");
    ASSERT_STR(expansion.unsafe, "");
    ASSERT_STR(expanded("stdin"), "stdin");
    ASSERT_STR(expansion.unsafe, "");
    expanded("foo");
    ASSERT_STR(expansion.unsafe, "foo");
    expanded("get(x)");
    ASSERT_STR(expansion.unsafe, "get");
}

static void test_problems(void)
{
    define("f(a, b) a b\nbad(a, b) a ## b\nnone() 1\nv(a, b, ...) a");
    expanded("f(1)");
    CU_ASSERT_PTR_NOT_NULL(problem);
    expanded("f(1, 2, 3)");
    CU_ASSERT_PTR_NOT_NULL(problem);
    expanded("none(1)");
    CU_ASSERT_PTR_NOT_NULL(problem);
    expanded("v(1)");
    CU_ASSERT_PTR_NOT_NULL(problem);
    expanded("bad(+, x)");
    CU_ASSERT_PTR_NOT_NULL(problem);
    expanded("f(1,\n#if X\n2\n#endif\n)");
    CU_ASSERT_PTR_NOT_NULL(problem);
    ASSERT_STR(expanded("f none ( )"), "f 1");
}

static void test_definitions(void)
{
    macro_table_init(&table, &arena);
    CU_ASSERT(macro_define(&table, STR("A"), NULL));
    CU_ASSERT(macro_define(&table, STR("B (x) /* no parameter */"), NULL));
    CU_ASSERT(macro_define(&table, STR("C( x , y /* p */ ) x\\\ny y // gone"), NULL));
    CU_ASSERT(macro_define(&table, STR("D%:"), NULL));
    CU_ASSERT_FALSE(macro_define(&table, STR(""), NULL));
    CU_ASSERT_FALSE(macro_define(&table, STR("F(x"), NULL));
    CU_ASSERT_FALSE(macro_define(&table, STR("F(x,)"), NULL));
    CU_ASSERT_FALSE(macro_define(&table, STR("F(..., x)"), NULL));
    ASSERT_STR(expanded("[A] B C(1, 2)"), "[] (x) xy 2");
}

/* ------------------------------------------------------------------ in the buffer */

static Str part(Str text, Span span) { return (Str){text.at + span.begin, span.end - span.begin}; }

static void test_invocation(void)
{
    define("f(a) a\nX 1");
    Str text = STR("f /* c */ ( (1), [ ) X f; f(");
    Tokens tokens = lex_all(&arena, text);
    Span span = expand_invocation(&table, text, &tokens, 0);
    ASSERT_STR(part(text, span), "f /* c */ ( (1), [ )");
    span = expand_invocation(&table, text, &tokens, 9);
    ASSERT_STR(part(text, span), "X");
    span = expand_invocation(&table, text, &tokens, 10);
    CU_ASSERT_EQUAL(span.begin, span.end);
    span = expand_invocation(&table, text, &tokens, 12);
    CU_ASSERT_EQUAL(span.begin, span.end);
}

/* Expands the invocations of all macros that stand in `text`. */
static const Source *apply(const char *text)
{
    static Source source;
    VEC(Expansion) list = {0};
    source_init(&source, &arena, "x.c", str_from(text));
    Tokens tokens = lex_all(&arena, source.text);
    for (size_t i = 0; i < tokens.len; i++) {
        Span span = expand_invocation(&table, source.text, &tokens, i);
        if (span.begin == span.end) continue;
        CU_ASSERT_PTR_NULL(expand(&table, source.text, &tokens, span, &expansion));
        VEC_PUSH(&arena, &list, expansion);
        i = lex_find(&tokens, span.end) - 1;
    }
    return expand_apply(&arena, &source, list.at, list.len);
}

static uint32_t column_of(const Source *source, const char *word)
{
    const char *at = strstr(source->text.at, word);
    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    return source_column(source, (uint32_t)(at - source->text.at));
}

static void test_apply(void)
{
    define("GET(x) (await get(x))\nE");
    const Source *source = apply("a = GET(first) + GET(b) E;\nlast");
    ASSERT_STR(source->text, "a = (await get(first)) + (await get(b)) ;\nlast");
    CU_ASSERT_EQUAL(column_of(source, "a ="), 1);
    CU_ASSERT_EQUAL(column_of(source, "await get(f"), 5);
    CU_ASSERT_EQUAL(column_of(source, "first"), 9);
    CU_ASSERT_EQUAL(column_of(source, "irst"), 10);
    CU_ASSERT_EQUAL(column_of(source, "+ ("), 16);
    CU_ASSERT_EQUAL(column_of(source, "b))"), 22);
    CU_ASSERT_EQUAL(column_of(source, ";"), 26);
    CU_ASSERT_EQUAL(source_line(source, (uint32_t)source->text.len - 1), 2);
}

static void test_apply_lines(void)
{
    define("BOTH(x, y) { x; y; }\nSWAP(x, y) y x");
    const Source *source = apply("    BOTH(await a(),\n         await b()\n    )\n    c();");
    ASSERT_STR(source->text, "    { await a();\n         await b(); }\n\n    c();");
    source = apply("SWAP(a,\n b) c\nd");
    ASSERT_STR(source->text, "\n b a c\nd");
    CU_ASSERT_EQUAL(source_line(source, (uint32_t)source->text.len - 1), 3);
    CU_ASSERT_EQUAL(column_of(source, "a c"), 6);
    CU_ASSERT_EQUAL(source_line(source, 3), 1);
}

static void test_apply_neighbours(void)
{
    define("NEG -1\nE\nID(x) x\nNAME y");
    ASSERT_STR(apply("-NEG+E+a ID(-)-ID(1)x")->text, "- -1+ +a - -1 x");
    ASSERT_STR(apply("(NAME)NAME;ID(+);")->text, "(y)y;+;");
}

static void test_apply_twice(void)
{
    define("OUTER(x) INNER1(x)");
    const Source *first = apply("f(OUTER(name), z)");
    macro_define(&table, STR("INNER1(x) <x>"), NULL);
    Tokens tokens = lex_all(&arena, first->text);
    Span span = expand_invocation(&table, first->text, &tokens, 2);
    CU_ASSERT_PTR_NULL(expand(&table, first->text, &tokens, span, &expansion));
    const Source *second = expand_apply(&arena, first, &expansion, 1);
    ASSERT_STR(second->text, "f(<name>, z)");
    CU_ASSERT_EQUAL(column_of(second, "name"), 9);
    CU_ASSERT_EQUAL(column_of(second, "<"), 3);
    CU_ASSERT_EQUAL(column_of(second, "z"), 16);
    CU_ASSERT_PTR_EQUAL(expand_apply(&arena, second, NULL, 0), second);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"rescanning", test_rescanning},
        {"# and ##", test_strings},
        {"## that is made", test_hash_hash},
        {"empty operands of ##", test_placemarkers},
        {"variable arguments", test_variadic},
        {"GNU comma", test_gnu_comma},
        {"__VA_OPT__", test_va_opt},
        {"white space", test_white_space},
        {"words of the dialect", test_dialect_words},
        {"macros that are kept", test_keep},
        {"macros that name themselves", test_names_itself},
        {"problems", test_problems},
        {"definitions", test_definitions},
        {"where an invocation ends", test_invocation},
        {"applied to a buffer", test_apply},
        {"lines are kept", test_apply_lines},
        {"neighbours do not merge", test_apply_neighbours},
        {"applied twice", test_apply_twice},
        CU_TEST_INFO_NULL,
    };
    return run_suite("expand", tests);
}
