/* Tests of compiler/lower/calls.c: callees first, and which functions are recursive. */
#include "lower_fixture.h"

#include "lower/calls.h"

/*
 * One function per line, each awaiting those that its line names: "a: b c". The bodies are built
 * when all functions are known, so that callees may be defined later.
 */
typedef struct Line {
    const char *name, *calls; /* names, one letter each */
} Line;

static void functions(const Line *line, size_t count)
{
    Str text = STR("");
    for (size_t i = 0; i < count; i++) {
        text = arena_printf(&arena, "%.*sasync int %s(void) {", STR_ARG(text), line[i].name);
        for (const char *c = line[i].calls; *c; c++)
            text = arena_printf(&arena, "%.*s await %c();", STR_ARG(text), *c);
        text = arena_printf(&arena, "%.*s }\n", STR_ARG(text));
    }
    file(text.at);
    for (size_t i = 0; i < count; i++) function(line[i].name, COLOUR_ASYNC);
    for (size_t i = 0; i < count; i++) {
        current = unit.functions.at[i];
        Stmt *item[4] = {NULL};
        uint32_t items = 0;
        for (const char *c = line[i].calls; *c; c++) {
            Str called = arena_printf(&arena, "%c()", *c), whole = arena_printf(&arena, "await %c();", *c);
            item[items++] = does(whole.at, await_call(called.at));
        }
        body(items, item[0], item[1], item[2], item[3]);
    }
}

/* The order as names; a recursive one is marked by a star. */
static Str order_of(const Line *line, size_t count)
{
    functions(line, count);
    CallOrder order = calls_order(&unit);
    Str all = STR("");
    for (size_t i = 0; i < count; i++) {
        const Function *made = order.function[i];
        all = arena_printf(&arena, "%.*s%s%.*s%s", STR_ARG(all), i ? " " : "", STR_ARG(made->name),
                           order.recursive[made->index] ? "*" : "");
    }
    return all;
}

#define ORDER_OF(...) order_of((const Line[]){__VA_ARGS__}, sizeof((const Line[]){__VA_ARGS__}) / sizeof(Line))

static void test_order(void)
{
    ASSERT_STR(ORDER_OF({"a", ""}, {"b", ""}), "a b");
    ASSERT_STR(ORDER_OF({"a", "b"}, {"b", ""}), "b a");
    ASSERT_STR(ORDER_OF({"a", "bc"}, {"b", "c"}, {"c", ""}), "c b a");
    ASSERT_STR(ORDER_OF({"a", "c"}, {"b", ""}, {"c", "b"}), "b c a");
}

static void test_recursion(void)
{
    ASSERT_STR(ORDER_OF({"a", "a"}), "a*");
    ASSERT_STR(ORDER_OF({"a", "b"}, {"b", "a"}), "b* a*");
    ASSERT_STR(ORDER_OF({"a", "b"}, {"b", "c"}, {"c", "b"}), "c* b* a");
    ASSERT_STR(ORDER_OF({"a", "bd"}, {"b", "c"}, {"c", "a"}, {"d", ""}), "d c* b* a*");
}

/* Awaits are found wherever they stand. */
static void test_places(void)
{
    file("async int a(int x) { return x; }\n"
         "async int b(int x) { return x; }\n"
         "async int c(int x) { return x; }\n"
         "async int t(void)\n"
         "{\n"
         "while (await c(1)) { defer await b(2); if (await a(await b(1))) q(); }\n"
         "}\n");
    function("t", COLOUR_ASYNC);
    for (const char *name = "abc"; *name; name++) {
        function(arena_printf(&arena, "%c", *name).at, COLOUR_ASYNC);
        body(0);
    }
    current = unit.functions.at[0];
    Scope *inside = scope("{ defer", body_scope());
    Expr *nested = await(start_call("a(await b(1))", 1, await_call("b(1)")));
    body(1, while_("while", await_call("c(1)"),
                   block(inside, 2, defer("defer", does("await b(2);", await_call("b(2)"))),
                         if_("if", nested, simple("q();"), NULL))));
    CallOrder order = calls_order(&unit);
    for (size_t i = 0; i < 4; i++) {
        bool is_last = order.function[i] == current;
        CU_ASSERT_EQUAL(is_last, i == 3);
        CU_ASSERT_FALSE(order.recursive[i]);
    }
}

/* A recursive callee is not embedded, one that is not recursive is. */
static void test_what_is_embedded(void)
{
    functions((const Line[]){{"a", "bc"}, {"b", "b"}, {"c", ""}}, 3);
    ASSERT_STR(code_of("a"), "await pooled b()\n"
                             "await embedded c()\n");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"callees first", test_order},
        {"recursion", test_recursion},
        {"awaits in all places", test_places},
        {"what is embedded", test_what_is_embedded},
        CU_TEST_INFO_NULL,
    };
    return run_suite("lower: calls", tests);
}
