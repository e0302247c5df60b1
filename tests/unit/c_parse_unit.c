/* Tests of compiler/parse: macros, whole units, types. dump/ast.h tells how a tree is shown. */
#include "parse_snippet.h"

static const Snippet macros[] = {
    {"kept",
     "#define MAX(a, b) ((a) > (b) ? (a) : (b))\n"
     "x = MAX(x, 2);\n"
     "await f(MAX(1, x));",
     "expr 5:1 \"x = MAX(x, 2);\" simple\n"
     "  plain 5:1 \"x = MAX(x, 2)\" effects :int\n"
     "expr 6:1 \"await f(MAX(1, x));\" suspends\n"
     "  await 6:1 suspends effects :int\n"
     "    call 6:7 \"f(MAX(1, x))\" async name=f :int\n"
     "refs 5:1 x write, 5:9 x read, 6:16 x read"},
    {"await in an argument",
     "#define MAX(a, b) ((a) > (b) ? (a) : (b))\n"
     "x = MAX(await f(1), 2);",
     "expr 5:1 \"x = ((await f(1)) > (2) ? (await f(1)) : (2));\" suspends\n"
     "  assign 5:1 = suspends effects :int\n"
     "    plain 5:1 \"x\" lvalue :int\n"
     "    paren 5:5 suspends effects :int\n"
     "      conditional 5:5 suspends effects :int\n"
     "        binary 5:5 > suspends effects :int\n"
     "          paren 5:5 suspends effects :int\n"
     "            await 5:9 suspends effects :int\n"
     "              call 5:15 \"f(1)\" async name=f :int\n"
     "          plain 5:5 \"(2)\" constant :int\n"
     "        paren 5:5 suspends effects :int\n"
     "          await 5:9 suspends effects :int\n"
     "            call 5:15 \"f(1)\" async name=f :int\n"
     "        plain 5:5 \"(2)\" constant :int\n"
     "refs 5:1 x write"},
    {"await in a body",
     "#define GET(v) await f(v)\n"
     "x = GET(x);",
     "expr 5:1 \"x = await f(x);\" suspends\n"
     "  assign 5:1 = suspends effects :int\n"
     "    plain 5:1 \"x\" lvalue :int\n"
     "    await 5:5 suspends effects :int\n"
     "      call 5:5 \"f(x)\" async name=f :int\n"
     "refs 5:1 x write, 5:9 x read"},
    {"keyword",
     "#define co_await await\n"
     "x = co_await f(1);",
     "expr 5:1 \"x = await f(1);\" suspends\n"
     "  assign 5:1 = suspends effects :int\n"
     "    plain 5:1 \"x\" lvalue :int\n"
     "    await 5:5 suspends effects :int\n"
     "      call 5:14 \"f(1)\" async name=f :int\n"
     "refs 5:1 x write"},
    {"call",
     "#define CALL(v) f(v)\n"
     "x = await CALL(1);",
     "expr 5:1 \"x = await f(1);\" suspends\n"
     "  assign 5:1 = suspends effects :int\n"
     "    plain 5:1 \"x\" lvalue :int\n"
     "    await 5:5 suspends effects :int\n"
     "      call 5:11 \"f(1)\" async name=f :int\n"
     "refs 5:1 x write"},
    {"local named",
     "#define TWICE (x * 2)\n"
     "x = TWICE;",
     "expr 5:1 \"x = (x * 2);\" simple\n"
     "  plain 5:1 \"x = (x * 2)\" effects :int\n"
     "refs 5:1 x write, 5:5 x read"},
    {"declaration",
     "#define DECLARE(n) int n = 1\n"
     "DECLARE(a); a++;",
     "decl 5:1 \"int\" simple\n"
     "  declarator 5:9 \"a = 1\"\n"
     "    init: plain 5:1 \"1\" constant :int\n"
     "expr 5:13 \"a++;\" simple\n"
     "  plain 5:13 \"a++\" effects :int\n"
     "refs 5:13 a update"},
    {"typeof",
     "#define SET(a, v) do { __typeof__(v) v_ = (v); (a) = v_; } while (0)\n"
     "SET(x, await f(1));\n"
     "SET(x, 2);",
     "do 5:1 \"while (0)\" suspends\n"
     "  cond: plain 5:1 \"0\" constant :int\n"
     "  body: compound 5:1 suspends\n"
     "    decl 5:1 \"__typeof__( f(1))\" suspends\n"
     "      declarator 5:1 \"v_ = (await f(1))\"\n"
     "        init: paren 5:1 suspends effects :int\n"
     "          await 5:8 suspends effects :int\n"
     "            call 5:14 \"f(1)\" async name=f :int\n"
     "    expr 5:1 \"(x) = v_;\" simple\n"
     "      plain 5:1 \"(x) = v_\" effects :int\n"
     "other 6:1 \"SET(x, 2);\" simple\n"
     "refs 5:5 x write, 5:1 v_ read, 6:5 x update"},
    {"loop",
     "#define times(n) for (int i_ = 0; i_ < (n); i_++)\n"
     "times(3) await f(i_);",
     "for 5:1 \"for (int i_ = 0; i_ < (3); i_++)\" suspends\n"
     "  init: decl 5:1 \"int\" simple\n"
     "    declarator 5:1 \"i_ = 0\"\n"
     "      init: plain 5:1 \"0\" constant :int\n"
     "  cond: plain 5:1 \"i_ < (3)\" :int\n"
     "  step: plain 5:1 \"i_++\" effects :int\n"
     "  body: expr 5:10 \"await f(i_);\" suspends\n"
     "    await 5:10 suspends effects :int\n"
     "      call 5:16 \"f(i_)\" async name=f :int\n"
     "refs 5:1 i_ read, 5:1 i_ update, 5:18 i_ read"},
    {"return",
     "#define RET(v) return v\n"
     "if (x) RET(1);",
     "if 5:1 \"if (x)\"\n"
     "  cond: plain 5:5 \"x\" lvalue :int\n"
     "  then: return 5:8\n"
     "    plain 5:12 \"1\" constant :int\n"
     "refs 5:5 x read"},
    {"pasted",
     "#define CAT(a, b) a##b\n"
     "int CAT(lo, cal) = 1; local++;",
     "decl 5:1 \"int\" simple\n"
     "  declarator 5:5 \"local = 1\"\n"
     "    init: plain 5:20 \"1\" constant :int\n"
     "expr 5:23 \"local++;\" simple\n"
     "  plain 5:23 \"local++\" effects :int\n"
     "refs 5:23 local update"},
    {"variable arguments",
     "#define CALLV(f, ...) f(0, ##__VA_ARGS__)\n"
     "int q(int, ...); CALLV(q, await f(1));",
     "decl 5:1 \"int\" simple\n"
     "  declarator 5:5 \"q(int, ...)\" stays\n"
     "expr 5:24 \"q(0, await f(1));\" suspends\n"
     "  call 5:24 suspends effects :int\n"
     "    plain 5:24 \"q\" constant :int(int, ...)\n"
     "    plain 5:18 \"0\" constant :int\n"
     "    await 5:27 suspends effects :int\n"
     "      call 5:33 \"f(1)\" async name=f :int\n"},
};

static void test_macros(void) { CHECK_SNIPPETS("async int", macros); }

/* ------------------------------------------------------------------ whole units */

static void test_functions(void)
{
    DiagList *diags = diag_list_new(&arena);
    Unit *unit = parse_text("#include <asyncc/keywords.h>\n"
                            "[[nodiscard]] static async int one(int a[3]) { return a[0]; }\n"
                            "int plain(void) { return 1; }\n"
                            "int deferring(void) { defer plain(); return 2; }\n"
                            "generator(int, char) void two(void) { yield 1; }\n"
                            "#define THREE(n) async int n(void) { return await one(0); }\n"
                            "THREE(three)\n",
                            diags);
    CU_ASSERT_EQUAL_FATAL(unit->functions.len, 4);
    Function *one = unit->functions.at[0], *two = unit->functions.at[2];
    ASSERT_STR(one->name, "one");
    ASSERT_STR(source_text(&unit->source, one->head),
               "[[nodiscard]] static async int one(int a[3])");
    CU_ASSERT_EQUAL(one->dialect_word_count, 1);
    ASSERT_STR(source_text(&unit->source, one->dialect_words[0]), "async");
    ASSERT_STR(type_declare(&arena, one->locals.at[0]->type, STR("a")), "int *a");
    ASSERT_STR(unit->functions.at[1]->name, "deferring");
    CU_ASSERT_EQUAL(two->colour, COLOUR_GENERATOR);
    ASSERT_STR(type_declare(&arena, two->yields, STR("")), "int");
    ASSERT_STR(type_declare(&arena, two->receives, STR("")), "char");
    ASSERT_STR(unit->functions.at[3]->name, "three");
    CU_ASSERT_EQUAL(source_line(&unit->source, unit->functions.at[3]->name_at), 7);
    CU_ASSERT_PTR_NOT_NULL(map_get(&unit->identifiers, STR("deferring")));
    CU_ASSERT(unit->files.len >= 3);
    ASSERT_STR(unit->files.at[0], "snippet.c");
}

/* ------------------------------------------------------------------ types */

typedef struct TypeCase {
    const char *declaration, *printed;
    TypeClass class_;
} TypeCase;

static void test_types(void)
{
    static const TypeCase cases[] = {
        {"int (*v)[3]", "int (*v)[3]", TYPE_POINTER},
        {"const char *const v", "const char *const v", TYPE_POINTER},
        {"int (*(*v)(int, char *))[2]", "int (*(*v)(int, char *))[2]", TYPE_POINTER},
        {"unsigned long v[2][3]", "unsigned long v[2][3]", TYPE_ARRAY},
        {"struct s v", "struct s v", TYPE_RECORD},
        {"size_t v", "size_t v", TYPE_SCALAR},
        {"_Atomic int v", "_Atomic int v", TYPE_SCALAR},
        {"_Atomic(int *) v", "int *_Atomic v", TYPE_POINTER},
        {"async_task(size_t) v", "size_t *v", TYPE_POINTER},
        {"async_gen(const char *) v[2]", "const char **v[2]", TYPE_ARRAY},
        {"async_task(int (*)[2]) v", "int (**v)[2]", TYPE_POINTER},
        {"async struct s *(*v)(void)", "struct s *(*v)(void)", TYPE_POINTER},
        {"__typeof__(x) *v", "int *v", TYPE_POINTER},
        {"double _Complex v", "_Complex double v", TYPE_SCALAR},
        {"int v[x]", "int v[]", TYPE_VLA},
        {"int (*v)[x]", "int (*v)[]", TYPE_VLA},
        {"fn_t *v", "fn_t *v", TYPE_POINTER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        DiagList *diags = diag_list_new(&arena);
        Str text = arena_printf(&arena,
                                "%s#include <stddef.h>\ntypedef int fn_t(int);"
                                "async int t(int x) { %s; }\n",
                                prelude, cases[i].declaration);
        Unit *unit = parse_text(text.at, diags);
        CU_ASSERT_EQUAL_FATAL(unit->functions.len, 1);
        const Type *type = unit->functions.at[0]->locals.at[1]->type;
        ASSERT_STR(type_declare(&arena, type, STR("v")), cases[i].printed);
        CU_ASSERT_EQUAL(type->class_, cases[i].class_);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"macros", test_macros},
        {"functions", test_functions},
        {"types", test_types},
        CU_TEST_INFO_NULL,
    };
    return run_suite("parse units", tests);
}
