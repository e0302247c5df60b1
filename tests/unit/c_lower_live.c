/*
 * Tests of compiler/lower/live.c: what lives across each suspension. It is read off the states of a
 * frame: "t__f: a b".
 */
#include "lower_fixture.h"

/* The states of the current function, one a line. */
static Str states(void)
{
    Str frame = frame_of("t"), all = STR("");
    for (const char *at = frame.at; *at; at += strcspn(at, "\n") + 1) {
        const char *state = strstr(at, "  state ");
        if (state != at) continue;
        const char *name = strchr(at + strlen("  state "), ' ') + 1;
        all = add_line(all, (Str){name, strcspn(name, "\n")}, 0);
    }
    return all;
}

/* `int b = q();` */
static Stmt *starts_with(const char *text, Local *local, const char *value)
{
    return declares(text, local, effect(value));
}

/* ------------------------------------------------------------------ straight on */

static void test_read_behind(void)
{
    in_function("int b = q(); int c = r(); p(c); await f(1); return b;");
    Local *b = local("b", &int_type, body_scope()), *c = local("c", &int_type, body_scope());
    body(5, starts_with("int b = q();", b, "q()"), starts_with("int c = r();", c, "r()"),
         simple("p(c);"), awaits("await f(1);"), returns("return b;", plain("b#2")));
    ASSERT_STR(states(), "t__f: b\n");
}

static void test_written_behind(void)
{
    in_function("int b = q(); await f(1); b = 2; return b;");
    Local *b = local("b", &int_type, body_scope());
    access_at("b#2", ACCESS_WRITE);
    body(4, starts_with("int b = q();", b, "q()"), awaits("await f(1);"), simple("b = 2;"),
         returns("return b;", plain("b#3")));
    ASSERT_STR(states(), "t__f:\n");
}

/* Written only in part, or only perhaps: what was there before counts. */
static void test_updated_behind(void)
{
    in_function("int b = q(); await f(1); b += 2; return b;");
    Local *b = local("b", &int_type, body_scope());
    access_at("b#2", ACCESS_UPDATE);
    body(4, starts_with("int b = q();", b, "q()"), awaits("await f(1);"), simple("b += 2;"),
         returns("return b;", plain("b#3")));
    ASSERT_STR(states(), "t__f: b\n");
}

static void test_argument(void)
{
    in_function("int b = q(); await f(b); return 1;");
    Local *b = local("b", &int_type, body_scope());
    Expr *called = await(start_call("f(b)", 1, plain("b#2")));
    body(3, starts_with("int b = q();", b, "q()"), does("await f(b);", called),
         returns("return 1;", constant("1")));
    ASSERT_STR(states(), "t__f:\n");
}

static void test_unevaluated(void)
{
    in_function("int b = q(); await f(1); return sizeof b;");
    Local *b = local("b", &int_type, body_scope());
    access_at("b#2", ACCESS_UNEVALUATED);
    body(3, starts_with("int b = q();", b, "q()"), awaits("await f(1);"),
         returns("return sizeof b;", plain("sizeof b")));
    ASSERT_STR(states(), "t__f:\n");
}

/* ------------------------------------------------------------------ branches */

static void test_one_arm(void)
{
    in_function("int b = q(); if (a) await f(1); else await g(1); if (c) return b; return a;");
    Local *b = local("b", &int_type, body_scope());
    body(4, starts_with("int b = q();", b, "q()"),
         if_("if", plain("a#2"), awaits("await f(1);"), awaits("await g(1);")),
         if_("if#2", plain("c"), returns("return b;", plain("b#2")), NULL),
         returns("return a;", plain("a#3")));
    ASSERT_STR(states(), "t__f: a b\nt__g: a b\n");
}

static void test_only_where_it_is_read(void)
{
    in_function("int b = q(); if (a) { await f(1); return b; } await g(1); return 1;");
    Scope *inside = scope("{ await", body_scope());
    Local *b = local("b", &int_type, body_scope());
    body(4, starts_with("int b = q();", b, "q()"),
         if_("if", plain("a#2"), block(inside, 2, awaits("await f(1);"), returns("return b;", plain("b#2"))),
             NULL),
         awaits("await g(1);"), returns("return 1;", constant("1#3")));
    ASSERT_STR(states(), "t__f: b\nt__g:\n");
}

/* ------------------------------------------------------------------ loops */

static void test_loop(void)
{
    in_function("int b = q(); while (a) { await f(1); b++; } return 1;");
    Scope *inside = scope("{ await", body_scope());
    Local *b = local("b", &int_type, body_scope());
    access_at("b#2", ACCESS_UPDATE);
    body(3, starts_with("int b = q();", b, "q()"),
         while_("while", plain("a#2"), block(inside, 2, awaits("await f(1);"), simple("b++;"))),
         returns("return 1;", constant("1#2")));
    ASSERT_STR(states(), "t__f: a b\n");
}

/* A local of the body starts afresh each time: nothing of it lives from one round to the next. */
static void test_fresh_in_each_round(void)
{
    in_function("while (a) { int b = q(); p(b); await f(1); }");
    Scope *inside = scope("{ int b", body_scope());
    Local *b = local("b", &int_type, inside);
    body(1, while_("while", plain("a#2"),
                   block(inside, 3, starts_with("int b = q();", b, "q()"), simple("p(b);"),
                         awaits("await f(1);"))));
    ASSERT_STR(states(), "t__f: a\n");
}

static void test_goto_back(void)
{
    in_function("int b = q(); again: p(b); await f(1); goto again;");
    Local *b = local("b", &int_type, body_scope());
    body(4, starts_with("int b = q();", b, "q()"), label_("again:", simple("p(b);")),
         awaits("await f(1);"), goto_("goto again;", "again"));
    ASSERT_STR(states(), "t__f: b\n");
}

/* ------------------------------------------------------------------ addresses */

static void test_address_taken(void)
{
    in_function("int b; q(&b); await f(1); return 1;");
    Local *b = local("b", &int_type, body_scope());
    b->address_taken = true;
    access_at("b#2", ACCESS_ADDRESS);
    body(4, declares("int b;", b, NULL), simple("q(&b);"), awaits("await f(1);"),
         returns("return 1;", constant("1#2")));
    ASSERT_STR(states(), "t__f: b\n");
}

static void test_address_within_its_block(void)
{
    in_function("{ int b; q(&b); await f(1); } await g(1);");
    Scope *inside = scope("{ int b", body_scope());
    Local *b = local("b", &int_type, inside);
    b->address_taken = true;
    access_at("b#2", ACCESS_ADDRESS);
    body(2, block(inside, 3, declares("int b;", b, NULL), simple("q(&b);"), awaits("await f(1);")),
         awaits("await g(1);"));
    ASSERT_STR(states(), "t__f: b\nt__g:\n");
}

static void test_address_not_yet_declared(void)
{
    in_function("await f(1); int b; q(&b); await g(1);");
    Local *b = local("b", &int_type, body_scope());
    b->address_taken = true;
    access_at("b#2", ACCESS_ADDRESS);
    body(4, awaits("await f(1);"), declares("int b;", b, NULL), simple("q(&b);"),
         awaits("await g(1);"));
    ASSERT_STR(states(), "t__f:\nt__g: b\n");
}

/* ------------------------------------------------------------------ temporaries, defers */

static void test_temporary(void)
{
    in_function("return q() + await f(1);");
    body(1, returns("return q() + await f(1);",
                    node(EXPR_BINARY, "q() + await f(1)", 2, effect("q()"), await_call("f(1)"))));
    ASSERT_STR(states(), "t__f: t1\n");
}

/* Read by what is deferred: it lives across every suspension that may raise before. */
static void test_read_by_a_defer(void)
{
    in_function("int b = q(); defer p(b); await f(1); return 1;");
    Local *b = local("b", &int_type, body_scope());
    body(4, starts_with("int b = q();", b, "q()"), defer("defer", simple("p(b);")),
         awaits("await f(1);"), returns("return 1;", constant("1#2")));
    ASSERT_STR(states(), "t__f: b\n");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"read behind it", test_read_behind},
        {"written behind it", test_written_behind},
        {"updated behind it", test_updated_behind},
        {"an argument", test_argument},
        {"unevaluated", test_unevaluated},
        {"one arm reads it", test_one_arm},
        {"only where it is read", test_only_where_it_is_read},
        {"a loop", test_loop},
        {"fresh in each round", test_fresh_in_each_round},
        {"goto back", test_goto_back},
        {"its address is taken", test_address_taken},
        {"its address is taken, within its block", test_address_within_its_block},
        {"its address is taken, not declared yet", test_address_not_yet_declared},
        {"temporaries", test_temporary},
        {"read by a defer", test_read_by_a_defer},
        CU_TEST_INFO_NULL,
    };
    return run_suite("lower: liveness", tests);
}
