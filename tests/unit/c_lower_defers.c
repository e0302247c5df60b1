/* Tests of compiler/lower/defers.c: every way out of a block runs what was deferred there. */
#include "lower_fixture.h"

static void test_end(void)
{
    in_function("defer d(); q();");
    body(2, defer("defer", simple("d();")), simple("q();"));
    ASSERT_STR(code_of("t"), "comment defer d();\n"
                             "text q();\n"
                             "text d();\n");
}

static void test_last_first(void)
{
    in_function("defer d(); defer e(); q();");
    body(3, defer("defer", simple("d();")), defer("defer#2", simple("e();")), simple("q();"));
    ASSERT_STR(code_of("t"), "comment defer d();\n"
                             "comment defer e();\n"
                             "text q();\n"
                             "text e();\n"
                             "text d();\n");
}

static void test_return(void)
{
    in_function("defer d(); return q();");
    body(2, defer("defer", simple("d();")), returns("return q();", effect("q()")));
    ASSERT_STR(code_of("t"), "comment defer d();\n"
                             "sequence\n"
                             "  store q()\n"
                             "text d();\n"
                             "dispatch t__to_return\n");
}

/* A jump to the defers that come next anyway is dropped; where others lead there the label stays. */
static void test_return_after_raise(void)
{
    in_function("defer d(); await f(1); return 1;");
    body(3, defer("defer", simple("d();")), awaits("await f(1);"), returns("return 1;", constant("1")));
    ASSERT_STR(code_of("t"), "comment defer d();\n"
                             "await pooled f(1) unwinds to t__defer\n"
                             "sequence\n"
                             "  store 1\n"
                             "label t__defer:\n"
                             "text d();\n"
                             "dispatch raises t__to_return\n");
}

static void test_raise(void)
{
    in_function("defer d(); await f(1);");
    body(2, defer("defer", simple("d();")), awaits("await f(1);"));
    ASSERT_STR(code_of("t"), "comment defer d();\n"
                             "await pooled f(1) unwinds to t__defer\n"
                             "label t__defer:\n"
                             "text d();\n"
                             "dispatch raises\n");
}

static void test_return_past_two(void)
{
    in_function("defer d(); { defer e(); if (a) return 1; q(); }");
    Scope *inside = scope("{ defer", body_scope());
    Stmt *leave = if_("if", plain("a#2"), returns("return 1;", constant("1")), NULL);
    body(2, defer("defer", simple("d();")),
         block(inside, 3, defer("defer#2", simple("e();")), leave, simple("q();")));
    ASSERT_STR(code_of("t"), "comment defer d();\n"
                             "block\n"
                             "  comment defer e();\n"
                             "  if if (a)\n"
                             "    sequence\n"
                             "      store 1\n"
                             "      set leave = t__to_return\n"
                             "      jump goto t__defer_2\n"
                             "  text q();\n"
                             "  set leave = t__to_end\n"
                             "  label t__defer_2:\n"
                             "  text e();\n"
                             "  dispatch t__to_return\n"
                             "set leave = t__to_end\n"
                             "label t__defer:\n"
                             "text d();\n"
                             "dispatch t__to_return\n");
}

static void test_break_and_continue(void)
{
    in_function("while (a) { defer d(); if (a) break; if (a) continue; q(); }");
    Scope *inside = scope("{ defer", body_scope());
    Stmt *out = if_("if", plain("a#3"), jump(STMT_BREAK, "break;"), NULL);
    Stmt *on = if_("if#2", plain("a#4"), jump(STMT_CONTINUE, "continue;"), NULL);
    body(1, while_("while", plain("a#2"),
                   block(inside, 4, defer("defer", simple("d();")), out, on, simple("q();"))));
    ASSERT_STR(code_of("t"), "loop while (a)\n"
                             "  block\n"
                             "    comment defer d();\n"
                             "    if if (a)\n"
                             "      sequence\n"
                             "        set leave = t__to_break_1\n"
                             "        jump goto t__defer\n"
                             "    if if (a)\n"
                             "      sequence\n"
                             "        set leave = t__to_continue_1\n"
                             "        jump goto t__defer\n"
                             "    text q();\n"
                             "    set leave = t__to_end\n"
                             "    label t__defer:\n"
                             "    text d();\n"
                             "    dispatch t__to_break_1 t__to_continue_1\n");
}

/* The loop stands inside: its break leaves no defer. */
static void test_break_inside(void)
{
    in_function("defer d(); while (a) { break; }");
    Scope *inside = scope("{ break", body_scope());
    body(2, defer("defer", simple("d();")),
         while_("while", plain("a#2"), block(inside, 1, jump(STMT_BREAK, "break;"))));
    ASSERT_STR(code_of("t"), "comment defer d();\n"
                             "loop while (a)\n"
                             "  block\n"
                             "    jump break\n"
                             "text d();\n");
}

static void test_goto(void)
{
    in_function("{ defer d(); again: q(); if (a) goto again; if (a) goto out; } out: r();");
    Scope *inside = scope("{ defer", body_scope());
    Stmt *near = if_("if", plain("a#2"), goto_("goto again;", "again"), NULL);
    Stmt *far = if_("if#2", plain("a#3"), goto_("goto out;", "out"), NULL);
    body(2,
         block(inside, 4, defer("defer", simple("d();")), label_("again:", simple("q();")), near, far),
         label_("out:", simple("r();")));
    ASSERT_STR(code_of("t"), "block\n"
                             "  comment defer d();\n"
                             "  label again:\n"
                             "    text q();\n"
                             "  if if (a)\n"
                             "    jump goto again\n"
                             "  if if (a)\n"
                             "    sequence\n"
                             "      set leave = t__to_out\n"
                             "      jump goto t__defer\n"
                             "  set leave = t__to_end\n"
                             "  label t__defer:\n"
                             "  text d();\n"
                             "  dispatch t__to_out\n"
                             "label out:\n"
                             "  text r();\n");
}

/* A deferred statement that suspends holds cancellations off, and has a pair of its own. */
static void test_deferred_await(void)
{
    in_function("defer await f(1); return a;");
    body(2, defer("defer", awaits("await f(1);")), returns("return a;", plain("a#2")));
    ASSERT_STR(code_of("t"), "comment defer await f(1);\n"
                             "sequence\n"
                             "  store a\n"
                             "text async_shield_enter(cx);\n"
                             "await pooled f(1) unwinds to t__defer_2\n"
                             "set raised_2 = 0\n"
                             "label t__defer_2:\n"
                             "set raised_2 = async_shield_leave(cx, raised_2)\n"
                             "dispatch raises\n"
                             "dispatch t__to_return\n");
}

static void test_cleanup_attribute(void)
{
    in_function("int b = 1; await f(1);");
    Local *b = local("b", &int_type, body_scope());
    b->has_cleanup = b->address_taken = true;
    b->cleanup = STR("done");
    body(2, declares("int b = 1;", b, constant("1")), awaits("await f(1);"));
    ASSERT_STR(code_of("t"), "declaration b = 1\n"
                             "await pooled f(1) unwinds to t__defer\n"
                             "label t__defer:\n"
                             "text done(&b);\n"
                             "dispatch raises\n");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"the end of the block", test_end},
        {"last deferred, first run", test_last_first},
        {"return after what may raise", test_return_after_raise},
        {"return", test_return},
        {"raise", test_raise},
        {"return past two blocks", test_return_past_two},
        {"break and continue", test_break_and_continue},
        {"a break that leaves no defer", test_break_inside},
        {"goto", test_goto},
        {"a deferred statement that suspends", test_deferred_await},
        {"clean-up attribute", test_cleanup_attribute},
        CU_TEST_INFO_NULL,
    };
    return run_suite("lower: defers", tests);
}
